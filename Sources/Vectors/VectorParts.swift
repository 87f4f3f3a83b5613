import CVectors

/// A row cut into parts, held against its length once, so that summing them up needs no more checks.
package struct VectorParts: Sendable {
    package let rowCount: Int
    private let parts: [cvectors_part]
    private let unit: UInt32

    /// - Parameters:
    ///   - rowCount: elements of a row, in which all parts have to lie.
    ///   - unit: how often an element counts that lies in a part whole.
    ///   - parts: the first element and the one after the last, and how often both ends count.
    package init(
        rowCount: Int,
        unit: Int,
        parts: [(start: Int, end: Int, startWeight: Int, endWeight: Int)]
    ) {
        self.rowCount = rowCount
        self.unit = UInt32(unit)
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
    package func add(_ sums: Span<UInt32>, to totals: inout MutableSpan<Double>) {
        precondition(sums.count == rowCount && totals.count == parts.count)
        unsafe sums.withUnsafeBufferPointer { sums in
            unsafe totals.withUnsafeMutableBufferPointer { totals in
                unsafe cvectors_total(
                    sums.baseAddress,
                    parts,
                    parts.count,
                    unit,
                    totals.baseAddress
                )
            }
        }
    }
}
