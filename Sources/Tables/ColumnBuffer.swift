/// The cells of one column while they are gathered; of its arrays, the one of its kind is used.
///
/// An enum would be taken apart and put together for each cell.
struct ColumnBuffer {
    let column: TableColumn
    private(set) var longs: [Int] = []
    private(set) var doubles: [Double] = []
    private(set) var booleans: [Bool] = []
    private(set) var texts = TextValues()
    private(set) var floats: [Float] = []

    init(_ column: TableColumn) { self.column = column }

    var values: ColumnValues {
        switch column.type.storage {
        case .longs: .longs(longs)
        case .doubles: .doubles(doubles)
        case .booleans: .booleans(booleans)
        case .texts: .texts(texts)
        case .floatArrays: .floatArrays(floats, width: column.width)
        case .doubleArrays: .doubleArrays(doubles, width: column.width)
        case .longArrays: .longArrays(longs, width: column.width)
        }
    }

    /// Answers how many bytes the cell takes.
    mutating func append(_ number: Int) throws(TableError) -> Int {
        guard case .longs = column.type.storage else { throw unfit }
        longs.append(number)
        return 8
    }

    mutating func append(_ number: Double) throws(TableError) -> Int {
        guard case .doubles = column.type.storage else { throw unfit }
        doubles.append(number)
        return 8
    }

    mutating func append(_ truth: Bool) throws(TableError) -> Int {
        guard case .booleans = column.type.storage else { throw unfit }
        booleans.append(truth)
        return 1
    }

    /// Takes UTF-8.
    mutating func append(_ text: some Collection<UInt8>) throws(TableError) -> Int {
        guard case .texts = column.type.storage else { throw unfit }
        let count = text.count
        guard count <= TableLimits.textBytesMax else {
            throw .beyondLimit("\(TableLimits.textBytesMax) bytes of text in a cell")
        }
        texts.append(utf8: text)
        return 4 + count
    }

    mutating func append(_ cell: TableBuilder.Cell) throws(TableError) -> Int {
        switch (cell, column.type.storage) {
        case (.long(let number), _): return try append(number)
        case (.double(let number), _): return try append(number)
        case (.boolean(let truth), _): return try append(truth)
        case (.text(let text), _): return try append(text.utf8)
        case (.longs(let cell), .longArrays) where cell.count == column.width: longs += cell
        case (.doubles(let cell), .doubleArrays) where cell.count == column.width: doubles += cell
        case (.doubles(let cell), .floatArrays) where cell.count == column.width:
            floats += cell.map(Float.init)
        default: throw unfit
        }
        return 8 * column.width
    }

    /// All cells of another column of the same kind.
    mutating func append(_ cells: ColumnValues) throws(TableError) {
        switch (cells, column.type.storage) {
        case (.longs(let values), .longs): longs += values
        case (.doubles(let values), .doubles): doubles += values
        case (.booleans(let values), .booleans): booleans += values
        case (.texts(let values), .texts):
            for index in 0..<values.count { _ = try append(values.bytes[values.range(index)]) }
        case (.floatArrays(let values, column.width), .floatArrays): floats += values
        case (.doubleArrays(let values, column.width), .doubleArrays): doubles += values
        case (.longArrays(let values, column.width), .longArrays): longs += values
        default: throw unfit
        }
    }

    private var unfit: TableError { .unfit("a cell that is none of column '\(column.name)'") }

    mutating func removeAll() {
        longs.removeAll(keepingCapacity: true)
        doubles.removeAll(keepingCapacity: true)
        booleans.removeAll(keepingCapacity: true)
        texts.removeAll()
        floats.removeAll(keepingCapacity: true)
    }
}
