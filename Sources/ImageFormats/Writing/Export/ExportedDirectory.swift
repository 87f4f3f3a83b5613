import Pixels

/// One directory of an exported TIFF file, with the arrays that its entries point to behind it.
struct ExportedDirectory {
    private let level: ExportedLevel
    private let type: PixelType
    private let isBig: Bool
    /// Where it lies, and where its samples do.
    let start: Int
    private let data: Int
    /// The directory of the next plane; 0 when there is none.
    var next = 0
    var isReduced = false
    var sublevelCount = 0
    /// Where the description lies; nil for all directories but the first.
    var description: (offset: Int, byteCount: Int)?

    init(_ level: ExportedLevel, _ type: PixelType, isBig: Bool, start: Int, data: Int) {
        self.level = level
        self.type = type
        self.isBig = isBig
        self.start = start
        self.data = data
    }

    private static func entryCount(_ level: ExportedLevel, hasSublevels: Bool) -> Int {
        (level.isTiled ? 12 : 11) + (hasSublevels ? 1 : 0)
    }

    static func entryBytes(_ isBig: Bool) -> Int { isBig ? 20 : 12 }

    /// What an array of offsets takes behind the directory: nothing where it fits into its entry.
    static func valueBytes(_ count: Int, _ isBig: Bool) -> Int {
        count > 1 ? count * (isBig ? 8 : 4) : 0
    }

    /// Without the description's entry and the array of sublevels.
    static func byteCount(_ level: ExportedLevel, hasSublevels: Bool, _ isBig: Bool) -> Int {
        (isBig ? 16 : 6) + entryCount(level, hasSublevels: hasSublevels) * entryBytes(isBig)
            + 2 * valueBytes(level.chunkCount, isBig)
    }

    var byteCount: Int {
        Self.byteCount(level, hasSublevels: sublevelCount > 0, isBig)
            + (description == nil ? 0 : Self.entryBytes(isBig))
            + Self.valueBytes(sublevelCount, isBig)
    }

    private var offsetWidth: Int { isBig ? 8 : 4 }

    private enum Value {
        case short(Int)
        case long(Int)
        /// Offsets and counts of bytes, which lie behind the directory when there are several.
        case offsets([Int])
        case text(offset: Int, byteCount: Int)
    }

    func bytes(sublevels: [Int]) -> [UInt8] {
        let fields = fields(sublevels)
        let directoryBytes = (isBig ? 16 : 6) + fields.count * Self.entryBytes(isBig)
        var bytes: [UInt8] = []
        var arrays: [UInt8] = []
        bytes.appendNumber(fields.count, isBig ? 8 : 2)
        for (tag, value) in fields {
            let place = start + directoryBytes + arrays.count
            append(tag, value, place, to: &bytes, arrays: &arrays)
        }
        bytes.appendNumber(next, offsetWidth)
        return bytes + arrays
    }

    /// In the order of their tags.
    private func fields(_ sublevels: [Int]) -> [(tag: UInt16, value: Value)] {
        let offsets = (0..<level.chunkCount).map { data + $0 * level.chunkBytes }
        let counts = Array(repeating: level.chunkBytes, count: level.chunkCount)
        var fields: [(tag: UInt16, value: Value)] = [
            (TIFFTag.newSubfileType, .long(isReduced ? 1 : 0)),
            (TIFFTag.imageWidth, .long(level.size.width)),
            (TIFFTag.imageLength, .long(level.size.height)),
            (TIFFTag.bitsPerSample, .short(8 * type.byteCount)),
            (TIFFTag.compression, .short(1)),
            // Black is 0.
            (TIFFTag.photometricInterpretation, .short(1)),
            (TIFFTag.samplesPerPixel, .short(1)),
            (TIFFTag.sampleFormat, .short(type.isFloatingPoint ? 3 : type.isSigned ? 2 : 1)),
        ]
        if let description {
            fields.append(
                (
                    TIFFTag.imageDescription,
                    .text(offset: description.offset, byteCount: description.byteCount)
                )
            )
        }
        if level.isTiled {
            fields += [
                (TIFFTag.tileWidth, .long(level.chunk.width)),
                (TIFFTag.tileLength, .long(level.chunk.height)),
                (TIFFTag.tileOffsets, .offsets(offsets)),
                (TIFFTag.tileByteCounts, .offsets(counts)),
            ]
        } else {
            fields += [
                (TIFFTag.stripOffsets, .offsets(offsets)),
                (TIFFTag.rowsPerStrip, .long(level.size.height)),
                (TIFFTag.stripByteCounts, .offsets(counts)),
            ]
        }
        if !sublevels.isEmpty { fields.append((TIFFTag.subDirectories, .offsets(sublevels))) }
        return fields.sorted { $0.tag < $1.tag }
    }

    private func append(
        _ tag: UInt16,
        _ value: Value,
        _ place: Int,
        to bytes: inout [UInt8],
        arrays: inout [UInt8]
    ) {
        bytes.appendNumber(Int(tag), 2)
        func entry(_ type: Int, _ count: Int, _ number: Int) {
            bytes.appendNumber(type, 2)
            bytes.appendNumber(count, offsetWidth)
            bytes.appendNumber(number, offsetWidth)
        }
        switch value {
        case .short(let number): entry(3, 1, number)
        case .long(let number): entry(4, 1, number)
        case .text(let offset, let count): entry(2, count, offset)
        case .offsets(let numbers):
            // LONG8 in BigTIFF, LONG otherwise.
            let type = isBig ? 16 : 4
            guard numbers.count > 1 else { return entry(type, 1, numbers.first ?? 0) }
            entry(type, numbers.count, place)
            for number in numbers { arrays.appendNumber(number, offsetWidth) }
        }
    }
}
