import Kernel
import Synchronization

/// An opened TIFF file and where the directories of its chain lie.
final class TIFFContainer: Sendable {
    let input: TIFFInput
    let directoryOffsets: [Int]
    /// By the offsets of their directories: each band of a plane and each tile of a pyramid asks for
    /// the same one again.
    private let layouts = Mutex(LastUsed<TIFFLayout>(countMax: layoutsMax))

    /// Layouts that are kept: those of a pyramid's levels, or of the channels and sections that
    /// somebody is looking at.
    private static let layoutsMax = 32

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
        if let layout = layouts.withLock({ $0[offset] }) { return layout }
        let layout = try TIFFLayout(input, directory(at: offset))
        layouts.withLock { $0.keep(layout, as: offset) }
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
