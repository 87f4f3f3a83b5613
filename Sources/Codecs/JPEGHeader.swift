/// What stands before the scan of a picture in colour whose chromas have half its resolution.
///
/// libjpeg-turbo itself says it, so that whoever writes a scan has the tables it would use.
package struct JPEGHeader: Sendable {
    /// Quantisation steps in zigzag order: of luma, and of both chromas.
    package let steps: [[UInt8]]
    /// Codes of the first coefficients, of luma and of chromas: sixteen counts by length, then symbols.
    package let firstCodes: [[UInt8]]
    /// Codes of the coefficients that follow.
    package let followingCodes: [[UInt8]]
    private let bytes: [UInt8]
    /// Where the height is, two bytes, and the width behind it.
    private let heightPlace: Int

    /// - Parameter quality: from 1 to 100.
    package init(quality: Int) throws(CodecError) {
        let grey = [UInt8](repeating: 128, count: 6)
        let picture = try JPEG.encode(planes: grey, width: 1, height: 1, quality: quality)
        let (segments, scan) = try JPEGSegment.all(of: picture)
        func contents(_ marker: UInt8) -> [[UInt8]] {
            segments.filter { $0.marker == marker }.map { Array(picture[$0.content]) }
        }
        // Each begins with a byte that says which table it is.
        let steps = contents(JPEGSegment.quantisation)
        let codes = contents(JPEGSegment.codes)
        let frame = segments.first { $0.marker == JPEGSegment.baselineFrame }
        guard steps.map(\.first) == [0x00, 0x01], steps.allSatisfy({ $0.count == 65 }),
            codes.map(\.first) == [0x00, 0x10, 0x01, 0x11], codes.allSatisfy(Self.isWhole),
            let frame
        else { throw .unsupported(codec: "JPEG", feature: "tables in another order") }
        self.steps = steps.map { Array($0.dropFirst()) }
        firstCodes = [codes[0], codes[2]].map { Array($0.dropFirst()) }
        followingCodes = [codes[1], codes[3]].map { Array($0.dropFirst()) }
        let scanLength = Int(picture[scan + 2]) << 8 + Int(picture[scan + 3])
        bytes = Array(picture[..<(scan + 2 + scanLength)])
        // The number of bits comes first.
        heightPlace = frame.content.lowerBound + 1
    }

    private static func isWhole(_ codes: [UInt8]) -> Bool {
        codes.count >= 17 && codes.count == 17 + codes[1...16].reduce(0) { $0 + Int($1) }
    }

    /// The header of a picture of this size, each from 1 to 65,535.
    package func bytes(width: Int, height: Int) -> [UInt8] {
        var bytes = bytes
        for (place, side) in [(heightPlace, height), (heightPlace + 2, width)] {
            let side = UInt16(side)
            bytes[place] = UInt8(side >> 8)
            bytes[place + 1] = UInt8(side & 255)
        }
        return bytes
    }
}
