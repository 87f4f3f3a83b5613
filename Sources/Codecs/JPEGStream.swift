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
        let (segments, end) = try JPEGSegment.all(of: bytes)
        for segment in segments where !JPEGSegment.colors.contains(segment.marker) {
            output += bytes[segment.place]
        }
        return end
    }
}
