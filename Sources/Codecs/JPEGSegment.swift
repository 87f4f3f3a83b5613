/// A part of a JPEG before its scan: a marker, and what belongs to it.
struct JPEGSegment {
    /// The byte that follows 0xFF.
    let marker: UInt8
    /// Where the segment is, with its marker and length.
    let place: Range<Int>

    /// Where its content is.
    var content: Range<Int> { (place.lowerBound + 4)..<place.upperBound }

    /// The segments of a stream, and where its scan or its end begins.
    static func all(of bytes: [UInt8]) throws(CodecError) -> (segments: [JPEGSegment], end: Int) {
        guard bytes.count >= 4, bytes[0] == 0xFF, bytes[1] == 0xD8 else {
            throw .malformed(codec: "JPEG", reason: "no start of image")
        }
        var segments: [JPEGSegment] = []
        var index = 2
        while index + 3 < bytes.count {
            guard bytes[index] == 0xFF else {
                throw .malformed(codec: "JPEG", reason: "no marker at byte \(index)")
            }
            let marker = bytes[index + 1]
            if marker == 0xFF {
                index += 1
                continue
            }
            if marker == Self.scan || marker == Self.end { break }
            let end = index + 2 + Int(bytes[index + 2]) << 8 + Int(bytes[index + 3])
            guard end > index + 3, end <= bytes.count else {
                throw .malformed(codec: "JPEG", reason: "a segment past the end at byte \(index)")
            }
            segments.append(JPEGSegment(marker: marker, place: index..<end))
            index = end
        }
        return (segments, index)
    }
}

/// Markers (ITU T.81, table B.1).
extension JPEGSegment {
    static let quantisation: UInt8 = 0xDB
    static let codes: UInt8 = 0xC4
    static let baselineFrame: UInt8 = 0xC0
    static let scan: UInt8 = 0xDA
    static let end: UInt8 = 0xD9
    /// JFIF's and Adobe's, which say what the components are.
    static let colors: [UInt8] = [0xE0, 0xEE]
}
