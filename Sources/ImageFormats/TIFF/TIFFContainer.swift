import Kernel

/// An opened TIFF file and where the directories of its chain lie.
struct TIFFContainer: Sendable {
    let input: TIFFInput
    let directoryOffsets: [Int]
    private let layouts = TIFFLayoutCache()

    /// Follows the chain of directories; one that was seen before ends it as an error.
    init(_ file: File, _ limits: ReadLimits) throws(ImageFormatError) {
        input = try TIFFInput(file, limits)
        var offsets: [Int] = []
        try input.visitDirectories { directory in
            offsets.append(directory.offset)
            return directory.next
        }
        guard !offsets.isEmpty else { throw input.malformed(at: 4, "a first directory") }
        directoryOffsets = offsets
    }

    func directory(at offset: Int) throws(ImageFormatError) -> TIFFDirectory {
        try TIFFDirectory(input, at: offset)
    }

    func layout(at offset: Int) throws(ImageFormatError) -> TIFFLayout {
        if let layout = layouts.layout(at: offset) { return layout }
        let layout = try TIFFLayout(input, directory(at: offset))
        layouts.keep(layout, at: offset)
        return layout
    }
}

extension TIFFInput {
    /// Follows the chain of directories; one that was seen before ends it as an error.
    ///
    /// - Parameter visit: answers where the next directory lies; 0 at the end.
    func visitDirectories(
        _ visit: (TIFFDirectory) throws(ImageFormatError) -> Int
    ) throws(ImageFormatError) {
        var seen: Set<Int> = []
        var offset = firstDirectory
        while offset != 0 {
            guard seen.insert(offset).inserted else {
                throw malformed(at: offset, "a chain of directories without a cycle")
            }
            guard seen.count <= limits.directories else {
                throw .beyondLimit(file: path, limit: "\(limits.directories) directories")
            }
            offset = try visit(TIFFDirectory(self, at: offset))
        }
    }
}
