/// One image file directory: where each field lies; the values are read when asked for.
struct TIFFDirectory: Sendable {
    /// One field: its type, how many values it has and where they lie in the file.
    struct Entry: Sendable {
        let type: Int
        let count: Int
        let width: Int
        let offset: Int
    }

    let offset: Int
    let entryCount: Int
    /// Where the next directory of the chain lies; 0 at its end.
    let next: Int
    private let input: TIFFInput
    /// The directory as it lies in the file, for the values that are kept inside.
    private let content: TIFFNumbers
    private let entries: [UInt16: Entry]

    init(_ input: TIFFInput, at offset: Int) throws(ImageFormatError) {
        let countWidth = input.isBig ? 8 : 2
        let head = try input.bytes(at: offset, count: countWidth, expecting: "a directory")
        let number = TIFFNumbers(bytes: head, isBigEndian: input.isBigEndian)
            .unsigned(at: 0, width: countWidth)
        guard number > 0 else { throw input.malformed(at: offset, "a directory with entries") }
        guard number <= input.limits.entriesPerDirectory else {
            let limit = "\(input.limits.entriesPerDirectory) entries of a directory"
            throw .beyondLimit(file: input.path, limit: limit)
        }
        let (count, entryWidth) = (Int(number), input.isBig ? 20 : 12)
        let bytes = try input.bytes(
            at: offset + countWidth,
            count: count * entryWidth + (input.isBig ? 8 : 4),
            expecting: "a directory of \(count) entries"
        )
        self.input = input
        self.offset = offset
        content = TIFFNumbers(bytes: bytes, isBigEndian: input.isBigEndian)
        let nextWidth = input.isBig ? 8 : 4
        next = Int(clamping: content.unsigned(at: count * entryWidth, width: nextWidth))
        entryCount = count
        entries = Self.entries(input, content, count, at: offset + countWidth)
    }

    /// The first field of each tag; those of unknown types are left out, as TIFF 6.0 asks.
    private static func entries(
        _ input: TIFFInput,
        _ content: TIFFNumbers,
        _ count: Int,
        at start: Int
    ) -> [UInt16: Entry] {
        let (entryWidth, numberWidth) = input.isBig ? (20, 8) : (12, 4)
        var entries: [UInt16: Entry] = [:]
        entries.reserveCapacity(count)
        for position in stride(from: 0, to: count * entryWidth, by: entryWidth) {
            let tag = UInt16(content.unsigned(at: position, width: 2))
            let type = Int(content.unsigned(at: position + 2, width: 2))
            guard let width = TIFFFieldType.byteCount(type), entries[tag] == nil else { continue }
            let number = content.unsigned(at: position + 4, width: numberWidth)
            guard number <= 1 << 48 else { continue }
            let field = position + 4 + numberWidth
            let isInside = Int(number) * width <= numberWidth
            let offset = content.unsigned(at: field, width: numberWidth)
            entries[tag] = Entry(
                type: type,
                count: Int(number),
                width: width,
                offset: isInside ? start + field : Int(clamping: offset)
            )
        }
        return entries
    }

    /// Bytes that all fields claim to have values for, also those of unknown types and those whose
    /// tag was there before; the largest number when they are too many to count.
    var claimedBytes: Int {
        let (entryWidth, numberWidth) = input.isBig ? (20, 8) : (12, 4)
        return (0..<entryCount).reduce(0) { sum, index in
            let position = index * entryWidth
            let type = Int(content.unsigned(at: position + 2, width: 2))
            let number = content.unsigned(at: position + 4, width: numberWidth)
            let width = TIFFFieldType.byteCount(type) ?? TIFFFieldType.byteCountMax
            let bytes = Int(clamping: number).multipliedReportingOverflow(by: width)
            let total = sum.addingReportingOverflow(bytes.partialValue)
            return bytes.overflow || total.overflow ? .max : total.partialValue
        }
    }

    func entry(_ tag: UInt16) -> Entry? { entries[tag] }
    func contains(_ tag: UInt16) -> Bool { entries[tag] != nil }

    /// The value at an index of a field of unsigned numbers; nil where there is none.
    func integer(_ tag: UInt16, at index: Int = 0) throws(ImageFormatError) -> Int? {
        guard let entry = entries[tag], TIFFFieldType.isUnsigned(entry.type), index < entry.count
        else { return nil }
        let numbers = try values(entry, index..<(index + 1), tag)
        return Int(clamping: numbers.unsigned(at: 0, width: entry.width))
    }

    /// All values of a field of unsigned numbers, but no more than `countMax`.
    func integers(_ tag: UInt16, countMax: Int) throws(ImageFormatError) -> [Int] {
        guard let entry = entries[tag], TIFFFieldType.isUnsigned(entry.type) else { return [] }
        let count = min(entry.count, countMax)
        let numbers = try values(entry, 0..<count, tag)
        return (0..<count).map {
            Int(clamping: numbers.unsigned(at: $0 * entry.width, width: entry.width))
        }
    }

    /// A fraction of two unsigned numbers; nil when absent or without meaning.
    func rational(_ tag: UInt16) throws(ImageFormatError) -> Double? {
        guard let entry = entries[tag], entry.type == 5, entry.count > 0 else { return nil }
        let numbers = try values(entry, 0..<1, tag)
        let denominator = numbers.unsigned(at: 4, width: 4)
        guard denominator > 0 else { return nil }
        return Double(numbers.unsigned(at: 0, width: 4)) / Double(denominator)
    }

    /// The bytes of a field of bytes or text.
    func bytes(_ tag: UInt16, countMax: Int) throws(ImageFormatError) -> [UInt8]? {
        guard let entry = entries[tag], entry.width == 1 else { return nil }
        guard entry.count <= countMax else {
            throw .beyondLimit(file: input.path, limit: "\(countMax) bytes of tag \(tag)")
        }
        return try values(entry, 0..<entry.count, tag).bytes
    }

    private func values(
        _ entry: Entry,
        _ indices: Range<Int>,
        _ tag: UInt16
    ) throws(ImageFormatError) -> TIFFNumbers {
        let start = entry.offset.addingReportingOverflow(indices.lowerBound * entry.width)
        guard !start.overflow else {
            throw input.malformed(at: offset, "values of tag \(tag) inside the file")
        }
        let count = indices.count * entry.width
        if let bytes = inside(start.partialValue, count) {
            return TIFFNumbers(bytes: bytes, isBigEndian: content.isBigEndian)
        }
        let bytes = try input.bytes(
            at: start.partialValue,
            count: count,
            expecting: "\(indices.count) values of tag \(tag)"
        )
        return TIFFNumbers(bytes: bytes, isBigEndian: content.isBigEndian)
    }

    /// Bytes that were read with the directory.
    private func inside(_ start: Int, _ count: Int) -> [UInt8]? {
        let first = start - offset - (input.isBig ? 8 : 2)
        guard first >= 0, first <= content.bytes.count - count else { return nil }
        return Array(content.bytes[first..<(first + count)])
    }
}
