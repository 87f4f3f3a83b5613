import Pixels

/// The directories of an exported TIFF file: a block of equal length for each plane, made when it is
/// asked for, so that a million planes take no memory.
struct ExportedDirectories: Sendable {
    private let levels: [ExportedLevel]
    private let type: PixelType
    private let planeCount: Int
    private let descriptionBytes: Int
    private let isBig: Bool
    /// The first plane's block has the description besides.
    private let firstBytes: Int
    private let blockBytes: Int
    let start: Int

    /// Where the samples begin.
    var end: Int {
        let end = start + firstBytes + (planeCount - 1) * blockBytes
        return (end + 15) / 16 * 16
    }

    init(
        _ levels: [ExportedLevel],
        _ type: PixelType,
        planeCount: Int,
        descriptionBytes: Int,
        isBig: Bool
    ) {
        self.levels = levels
        self.type = type
        self.planeCount = planeCount
        self.descriptionBytes = descriptionBytes
        self.isBig = isBig
        start = (Self.headerBytes(isBig) + descriptionBytes + 15) / 16 * 16
        let entries = Self.blocks(levels, isBig)
        blockBytes = entries
        firstBytes = entries + ExportedDirectory.entryBytes(isBig)
    }

    /// No less than the directories of a plane take.
    static func bytesMax(_ levels: [ExportedLevel]) -> Int { blocks(levels, true) + 64 }

    private static func blocks(_ levels: [ExportedLevel], _ isBig: Bool) -> Int {
        let subdirectories = ExportedDirectory.valueBytes(levels.count - 1, isBig)
        return levels.enumerated().reduce(subdirectories) { sum, level in
            sum
                + ExportedDirectory.byteCount(
                    level.element,
                    hasSublevels: level.offset == 0 && levels.count > 1,
                    isBig
                )
        }
    }

    private static func headerBytes(_ isBig: Bool) -> Int { isBig ? 16 : 8 }

    var header: [UInt8] {
        var header: [UInt8] = [0x49, 0x49, isBig ? 43 : 42, 0]
        if isBig { header += [8, 0, 0, 0] }
        header.appendNumber(start, isBig ? 8 : 4)
        return header
    }

    private func blockStart(_ plane: Int) -> Int {
        plane == 0 ? start : start + firstBytes + (plane - 1) * blockBytes
    }

    /// The bytes from an offset on, to the end of the block it lies in, or of the filling behind all.
    func bytes(from offset: Int, dataStart: Int, planeBytes: Int) -> [UInt8] {
        let behindFirst = offset - start - firstBytes
        let plane = behindFirst < 0 ? 0 : 1 + behindFirst / blockBytes
        guard plane < planeCount else { return Array(repeating: 0, count: end - offset) }
        let block = block(plane, dataStart: dataStart + plane * planeBytes)
        return Array(block[(offset - blockStart(plane))...])
    }

    /// The directories of one plane, the full resolution first, each with its arrays behind it.
    private func block(_ plane: Int, dataStart: Int) -> [UInt8] {
        var position = blockStart(plane)
        let next = plane + 1 < planeCount ? blockStart(plane + 1) : 0
        var data = dataStart
        var directories: [ExportedDirectory] = []
        for (index, level) in levels.enumerated() {
            var directory = ExportedDirectory(
                level,
                type,
                isBig: isBig,
                start: position,
                data: data
            )
            directory.next = index == 0 ? next : 0
            directory.isReduced = index > 0
            if index == 0 {
                directory.sublevelCount = levels.count - 1
                if plane == 0 {
                    directory.description = (Self.headerBytes(isBig), descriptionBytes)
                }
            }
            directories.append(directory)
            position += directory.byteCount
            data += level.byteCount
        }
        let sublevels = directories.dropFirst().map(\.start)
        return directories.enumerated().flatMap { index, directory in
            directory.bytes(sublevels: index == 0 ? Array(sublevels) : [])
        }
    }
}

extension [UInt8] {
    /// Appends a number, its lowest byte first.
    mutating func appendNumber(_ number: Int, _ width: Int) {
        for shift in 0..<width { append(UInt8(truncatingIfNeeded: number >> (8 * shift))) }
    }
}
