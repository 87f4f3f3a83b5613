import Kernel

/// The bytes of one TIFF file: its header is read, everything else is read where it lies.
struct TIFFInput: Sendable {
    let file: File
    let isBigEndian: Bool
    /// BigTIFF: counts and offsets of eight bytes.
    let isBig: Bool
    let firstDirectory: Int
    let limits: ReadLimits

    var path: String { file.path }
    var sizeBytes: Int { file.sizeBytes }

    static func isSignature(_ bytes: [UInt8]) -> Bool {
        guard bytes.count >= 4 else { return false }
        switch Array(bytes[..<4]) {
        case [0x49, 0x49, 42, 0], [0x4D, 0x4D, 0, 42]: return true
        case [0x49, 0x49, 43, 0], [0x4D, 0x4D, 0, 43]: return true
        default: return false
        }
    }

    /// Reads the header (TIFF 6.0, section 2; BigTIFF has its offset at byte 8).
    init(_ file: File, _ limits: ReadLimits) throws(ImageFormatError) {
        let header = try file.readOrFail(at: 0, count: 16)
        guard header.count >= 8, Self.isSignature(header) else {
            throw .malformed(file: file.path, offset: 0, expected: "a TIFF header")
        }
        self.file = file
        self.limits = limits
        isBigEndian = header[0] == 0x4D
        isBig = header[2] == 43 || header[3] == 43
        let numbers = TIFFNumbers(bytes: header, isBigEndian: isBigEndian)
        if isBig {
            guard header.count == 16, numbers.unsigned(at: 4, width: 2) == 8 else {
                throw .malformed(file: file.path, offset: 4, expected: "offsets of 8 bytes")
            }
            firstDirectory = Int(clamping: numbers.unsigned(at: 8, width: 8))
        } else {
            firstDirectory = Int(numbers.unsigned(at: 4, width: 4))
        }
    }

    /// All of the bytes asked for, or an error that says what was expected there.
    func bytes(
        at offset: Int,
        count: Int,
        expecting expected: @autoclosure () -> String
    ) throws(ImageFormatError) -> [UInt8] {
        guard offset >= 0, count >= 0, offset <= sizeBytes - count else {
            throw malformed(at: offset, expected())
        }
        let bytes = try file.readOrFail(at: offset, count: count)
        guard bytes.count == count else { throw malformed(at: offset, expected()) }
        return bytes
    }

    func malformed(at offset: Int, _ expected: String) -> ImageFormatError {
        .malformed(file: path, offset: offset, expected: expected)
    }
}

/// Numbers in the byte order of a file.
struct TIFFNumbers {
    let bytes: [UInt8]
    let isBigEndian: Bool

    /// The unsigned number of `width` bytes at a position inside the bytes.
    func unsigned(at position: Int, width: Int) -> UInt64 {
        var number: UInt64 = 0
        for index in 0..<width {
            let byte = bytes[position + (isBigEndian ? index : width - 1 - index)]
            number = number << 8 | UInt64(byte)
        }
        return number
    }
}
