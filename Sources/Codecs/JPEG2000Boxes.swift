/// The boxes of a JP2 file (ISO/IEC 15444-1, annex I), of which only the codestream's matters here.
enum JPEG2000Boxes {
    /// The head of the first box.
    static let signature: [UInt8] = [0, 0, 0, 12, 0x6A, 0x50, 0x20, 0x20]
    private static let boxesMax = 1024

    /// The codestream of a JP2 file; bytes of another kind are taken for a codestream as they are.
    static func codestream(_ bytes: [UInt8]) throws(CodecError) -> ArraySlice<UInt8> {
        guard bytes.starts(with: signature) else { return bytes[...] }
        var start = 0
        for _ in 0..<boxesMax where bytes.count - start >= 8 {
            func number(_ position: Int, _ width: Int) -> UInt64 {
                bytes[position..<(position + width)].reduce(0) { $0 << 8 | UInt64($1) }
            }
            var (length, headBytes) = (number(start, 4), 8)
            if length == 1, bytes.count - start >= 16 {
                (length, headBytes) = (number(start + 8, 8), 16)
            } else if length == 0 {
                // The last box reaches to the end.
                length = UInt64(bytes.count - start)
            }
            guard length >= headBytes, length <= bytes.count - start else { break }
            let end = start + Int(length)
            if bytes[(start + 4)..<(start + 8)].elementsEqual("jp2c".utf8) {
                return bytes[(start + headBytes)..<end]
            }
            start = end
        }
        throw .malformed(codec: "JPEG 2000", reason: "a JP2 file without a codestream")
    }
}
