/// A JPEG stream put together from the parts that TIFF keeps apart (TIFF Technical Note 2).
package enum JPEGStream {
    /// What the three samples of a pixel are; TIFF says it outside the stream.
    package enum Color: UInt8, Sendable {
        case rgb = 0
        case yCbCr = 1
    }

    /// The stream of a strip or tile with the tables that it shares with the others.
    ///
    /// A decoder that knows nothing of TIFF guesses the colours from the stream, so the guesses'
    /// grounds (JFIF and Adobe segments) are taken out and one Adobe segment says what they are.
    package static func complete(
        _ stream: [UInt8],
        tables: [UInt8],
        color: Color?
    ) throws(CodecError) -> [UInt8] {
        var output: [UInt8] = [0xFF, 0xD8]
        output.reserveCapacity(stream.count + tables.count + 16)
        if let color {
            // APP14: "Adobe", version 100, two flag words, the colour transform.
            output +=
                [0xFF, 0xEE, 0, 14] + Array("Adobe".utf8) + [0, 100, 0, 0, 0, 0, color.rawValue]
        }
        if !tables.isEmpty { try appendSegments(of: tables, to: &output) }
        let scan = try appendSegments(of: stream, to: &output)
        output += stream[scan...]
        return output
    }

    /// Appends the segments before the scan but those about colour; returns where the scan starts.
    @discardableResult
    private static func appendSegments(
        of bytes: [UInt8],
        to output: inout [UInt8]
    ) throws(CodecError) -> Int {
        guard bytes.count >= 4, bytes[0] == 0xFF, bytes[1] == 0xD8 else {
            throw .malformed(codec: "JPEG", reason: "no start of image")
        }
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
            if marker == 0xDA || marker == 0xD9 { return index }
            let end = index + 2 + Int(bytes[index + 2]) << 8 + Int(bytes[index + 3])
            guard end > index + 3, end <= bytes.count else {
                throw .malformed(codec: "JPEG", reason: "a segment past the end at byte \(index)")
            }
            if marker != 0xE0 && marker != 0xEE { output += bytes[index..<end] }
            index = end
        }
        return index
    }
}
