import CVectors

/// A row cut into parts, held against its length once, so that summing them up needs no more checks.
package struct VectorParts: Sendable {
    package let rowCount: Int
    private let parts: [cvectors_part]
    private let unit: UInt32
    /// Elements of the longest part.
    private let lengthMax: Int

    /// - Parameters:
    ///   - rowCount: elements of a row, in which all parts have to lie.
    ///   - unit: how often an element counts that lies in a part whole.
    ///   - parts: the first element and the one after the last, and how often both ends count; no
    ///     part ends before the one in front of it.
    package init(
        rowCount: Int,
        unit: Int,
        parts: [(start: Int, end: Int, startWeight: Int, endWeight: Int)]
    ) {
        self.rowCount = rowCount
        self.unit = UInt32(unit)
        lengthMax = parts.map { $0.end - $0.start }.max() ?? 0
        precondition(zip(parts, parts.dropFirst()).allSatisfy { $0.end <= $1.end })
        self.parts = parts.map { part in
            precondition(part.start >= 0 && part.start < part.end && part.end <= rowCount)
            return cvectors_part(
                start: UInt32(part.start),
                end: UInt32(part.end),
                start_weight: UInt32(part.startWeight),
                end_weight: UInt32(part.endWeight)
            )
        }
    }

    /// Adds what the sums of a row amount to in each part to that part's total.
    ///
    /// - Parameter sumMax: the largest sum there can be.
    package func add(_ sums: Span<UInt32>, sumMax: Int, to totals: inout MutableSpan<Double>) {
        precondition(sums.count == rowCount && totals.count == parts.count)
        let isShort = lengthMax == 0 || sumMax <= Int(UInt32.max) / lengthMax
        unsafe sums.withUnsafeBufferPointer { sums in
            unsafe totals.withUnsafeMutableBufferPointer { totals in
                guard let from = sums.baseAddress, let to = totals.baseAddress else { return }
                if unit == 1 && isShort {
                    unsafe cvectors_total_whole(from, sums.count, parts, parts.count, to)
                } else {
                    unsafe cvectors_total(from, parts, parts.count, unit, to)
                }
            }
        }
    }
}
