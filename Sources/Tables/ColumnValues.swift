/// Cells of one column.
package enum ColumnValues: Sendable, Equatable {
    case longs([Int])
    case doubles([Double])
    case booleans([Bool])
    case texts(TextValues)
    /// The elements of all cells, one cell after the other, each of the column's width.
    case floatArrays([Float], width: Int)
    case doubleArrays([Double], width: Int)
    case longArrays([Int], width: Int)

    /// No cells of a column.
    package init(of column: TableColumn) {
        switch column.type.storage {
        case .longs: self = .longs([])
        case .doubles: self = .doubles([])
        case .booleans: self = .booleans([])
        case .texts: self = .texts(TextValues())
        case .floatArrays: self = .floatArrays([], width: column.width)
        case .doubleArrays: self = .doubleArrays([], width: column.width)
        case .longArrays: self = .longArrays([], width: column.width)
        }
    }

    /// Cells, not elements.
    package var count: Int {
        switch self {
        case .longs(let values): values.count
        case .doubles(let values): values.count
        case .booleans(let values): values.count
        case .texts(let values): values.count
        case .floatArrays(let values, let width): values.count / width
        case .doubleArrays(let values, let width): values.count / width
        case .longArrays(let values, let width): values.count / width
        }
    }

    /// Bytes that the cells take, about.
    package var byteCount: Int {
        switch self {
        case .longs(let values), .longArrays(let values, _): values.count * 8
        case .doubles(let values), .doubleArrays(let values, _): values.count * 8
        case .booleans(let values): values.count
        case .texts(let values): values.bytes.count + values.ends.count * 4
        case .floatArrays(let values, _): values.count * 4
        }
    }

    /// Puts some cells of another column of the same kind behind these, in the order of their places.
    ///
    /// The own case is emptied before its array grows, so that it is not copied.
    package mutating func append(_ other: ColumnValues, at places: some Sequence<Int>) {
        switch (self, other) {
        case (.longs(var own), .longs(let values)):
            self = .booleans([])
            own.append(contentsOf: places.lazy.map { values[$0] })
            self = .longs(own)
        case (.doubles(var own), .doubles(let values)):
            self = .booleans([])
            own.append(contentsOf: places.lazy.map { values[$0] })
            self = .doubles(own)
        case (.booleans(var own), .booleans(let values)):
            self = .longs([])
            own.append(contentsOf: places.lazy.map { values[$0] })
            self = .booleans(own)
        case (.texts(var own), .texts(let values)):
            self = .booleans([])
            for place in places { own.append(values, at: place) }
            self = .texts(own)
        default: appendArrays(other, at: places)
        }
    }

    private mutating func appendArrays(_ other: ColumnValues, at places: some Sequence<Int>) {
        switch (self, other) {
        case (.floatArrays(var own, let width), .floatArrays(let values, _)):
            self = .booleans([])
            own += Self.cells(values, width, places)
            self = .floatArrays(own, width: width)
        case (.doubleArrays(var own, let width), .doubleArrays(let values, _)):
            self = .booleans([])
            own += Self.cells(values, width, places)
            self = .doubleArrays(own, width: width)
        case (.longArrays(var own, let width), .longArrays(let values, _)):
            self = .booleans([])
            own += Self.cells(values, width, places)
            self = .longArrays(own, width: width)
        default: preconditionFailure("cells of another kind")
        }
    }

    /// The cells of some rows.
    func part(_ rows: Range<Int>) -> ColumnValues {
        switch self {
        case .longs(let values): .longs(Array(values[rows]))
        case .doubles(let values): .doubles(Array(values[rows]))
        case .booleans(let values): .booleans(Array(values[rows]))
        case .texts(let values):
            .texts(
                rows.reduce(into: TextValues()) { texts, row in texts.append(values, at: row) }
            )
        case .floatArrays(let values, let width):
            .floatArrays(Array(values[Self.elements(rows, width)]), width: width)
        case .doubleArrays(let values, let width):
            .doubleArrays(Array(values[Self.elements(rows, width)]), width: width)
        case .longArrays(let values, let width):
            .longArrays(Array(values[Self.elements(rows, width)]), width: width)
        }
    }

    private static func elements(_ rows: Range<Int>, _ width: Int) -> Range<Int> {
        (rows.lowerBound * width)..<(rows.upperBound * width)
    }

    private static func cells<Element>(
        _ values: [Element],
        _ width: Int,
        _ places: some Sequence<Int>
    ) -> [Element] { places.flatMap { values[($0 * width)..<($0 * width + width)] } }
}

/// Texts as UTF-8 behind one another.
package struct TextValues: Sendable, Equatable {
    package private(set) var bytes: [UInt8] = []
    /// Where each text ends.
    package private(set) var ends: [UInt32] = []

    package init() {}

    package init(_ texts: some Sequence<String>) {
        for text in texts { append(text) }
    }

    /// Nil when the ends do not part these bytes.
    init?(bytes: [UInt8], ends: [UInt32]) {
        guard Int(ends.last ?? 0) == bytes.count, zip(ends, ends.dropFirst()).allSatisfy(<=) else {
            return nil
        }
        self.bytes = bytes
        self.ends = ends
    }

    package var count: Int { ends.count }

    package subscript(index: Int) -> String { String(decoding: bytes[range(index)], as: UTF8.self) }

    package mutating func append(_ text: String) { append(utf8: text.utf8) }

    mutating func append(utf8 text: some Collection<UInt8>) {
        bytes += text
        ends.append(UInt32(bytes.count))
    }

    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
    }

    mutating func append(_ other: TextValues, at index: Int) {
        bytes += other.bytes[other.range(index)]
        ends.append(UInt32(bytes.count))
    }

    package func range(_ index: Int) -> Range<Int> {
        (index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])
    }

    /// Negative, zero or positive: how a text stands to another by their bytes.
    func order(_ index: Int, _ other: TextValues, _ otherIndex: Int) -> Int {
        let (left, right) = (range(index), other.range(otherIndex))
        let (own, others) = (bytes.span, other.bytes.span)
        for step in 0..<min(left.count, right.count) {
            let difference =
                Int(own[left.lowerBound + step]) - Int(others[right.lowerBound + step])
            if difference != 0 { return difference }
        }
        return left.count - right.count
    }
}
