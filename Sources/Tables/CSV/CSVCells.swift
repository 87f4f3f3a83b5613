/// The cells of one row of comma-separated values, as bytes behind one another.
package struct CSVCells {
    package private(set) var bytes: [UInt8] = []
    private var ends: [Int] = []

    package var count: Int { ends.count }
    package var isEmpty: Bool { ends.isEmpty }

    package func range(_ index: Int) -> Range<Int> {
        (index == 0 ? 0 : ends[index - 1])..<ends[index]
    }

    /// A cell as text; bytes that are no UTF-8 are replaced.
    package subscript(index: Int) -> String {
        String(decoding: bytes[range(index)], as: UTF8.self)
    }

    package var texts: [String] { (0..<count).map { self[$0] } }

    package func long(_ index: Int) -> Int? { DecimalText.long(bytes, range(index)) }
    package func double(_ index: Int) -> Double? { DecimalText.double(bytes, range(index)) }

    mutating func append(_ more: ArraySlice<UInt8>) { bytes += more }

    mutating func endCell() { ends.append(bytes.count) }

    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
    }
}
