import Kernel

/// Looks at the directories of a slide in TIFF before OpenSlide does.
///
/// The library takes as much memory as a field claims to have values, and as a tile claims to have
/// pixels; when there is less, it ends the process.
enum SlideDirectories {
    /// Bytes of a pixel as the library decodes it.
    private static let pixelBytes = 4

    static func check(_ file: File, _ limits: ReadLimits) throws(ImageFormatError) {
        let input = try TIFFInput(file, limits)
        var unclaimedBytes = input.sizeBytes
        try input.visitDirectories { (directory) throws(ImageFormatError) in
            let claimed = directory.claimedBytes
            guard claimed <= unclaimedBytes else {
                let expected = "no more values than the file has bytes for"
                throw input.malformed(at: directory.offset, expected)
            }
            unclaimedBytes -= claimed
            try checkTile(of: directory, input)
            return try next(after: directory, input)
        }
    }

    private static func checkTile(
        of directory: TIFFDirectory,
        _ input: TIFFInput
    ) throws(ImageFormatError) {
        guard let width = try directory.integer(TIFFTag.tileWidth),
            let height = try directory.integer(TIFFTag.tileLength)
        else { return }
        let pixels = width.multipliedReportingOverflow(by: height)
        guard !pixels.overflow,
            pixels.partialValue <= input.limits.decodedChunkBytes / pixelBytes
        else {
            let limit = "\(input.limits.decodedChunkBytes) decoded bytes of one tile"
            throw .beyondLimit(file: input.path, limit: limit)
        }
    }

    /// Hamamatsu's files have offsets of eight bytes between directories that are else as in TIFF.
    private static func next(
        after directory: TIFFDirectory,
        _ input: TIFFInput
    ) throws(ImageFormatError) -> Int {
        guard directory.contains(TIFFTag.hamamatsu), !input.isBig else { return directory.next }
        let place = directory.offset + 2 + directory.entryCount * 12
        let bytes = try input.bytes(at: place, count: 8, expecting: "the next directory's offset")
        return Int(
            clamping: TIFFNumbers(bytes: bytes, isBigEndian: input.isBigEndian)
                .unsigned(at: 0, width: 8)
        )
    }
}
