import Pixels

/// A sample that can be averaged: rows are added up column by column, then columns to totals.
protocol AveragedSample: PixelSample {
    associatedtype Sum: Numeric & Sendable
    associatedtype Total: Numeric & Sendable

    /// Rows, times their weights, that fit into sums.
    static var summedWeightMax: Int { get }
    static func add(_ row: Span<Self>, weight: UInt16, to sums: inout MutableSpan<Sum>)
    /// The sum of the columns of a part.
    static func total(_ sums: [Sum], _ part: Cuts.Part, unit: Int) -> Total
    static func mean(_ total: Total, weight: Int) -> Self
}

/// Whole numbers throughout, so that the loop over a row runs in vectors.
extension AveragedSample where Self: ShortSample, Sum == UInt32, Total == UInt64 {
    static var summedWeightMax: Int { 65_536 }

    static func add(_ row: Span<Self>, weight: UInt16, to sums: inout MutableSpan<UInt32>) {
        let count = sums.count
        precondition(row.count == count)
        if weight == 1 {
            // The common case, and without a product twice as fast.
            for index in 0..<count { sums[index] &+= UInt32(row[index].offset) }
        } else {
            for index in 0..<count {
                sums[index] &+= UInt32(row[index].offset) &* UInt32(weight)
            }
        }
    }

    static func total(_ sums: [UInt32], _ part: Cuts.Part, unit: Int) -> UInt64 {
        let sums = sums.span
        let start = UInt64(sums[part.start]) &* UInt64(part.startWeight)
        guard part.end - part.start > 1 else { return start }
        var middle: UInt64 = 0
        for index in (part.start + 1)..<(part.end - 1) { middle &+= UInt64(sums[index]) }
        let end = UInt64(sums[part.end - 1]) &* UInt64(part.endWeight)
        return start &+ middle &* UInt64(unit) &+ end
    }

    static func mean(_ total: UInt64, weight: Int) -> Self {
        // Sums are far below 2^53, so this is exact, and it divides much faster than integers do.
        let mean = Double(Int64(bitPattern: total)) / Double(weight) + 0.5
        return Self(offset: UInt16(mean))
    }
}

extension AveragedSample where Self: WideSample, Sum == Double, Total == Double {
    static var summedWeightMax: Int { .max }

    static func add(_ row: Span<Self>, weight: UInt16, to sums: inout MutableSpan<Double>) {
        let count = sums.count
        let weight = Double(weight)
        precondition(row.count == count)
        for index in 0..<count { sums[index] += row[index].real * weight }
    }

    static func total(_ sums: [Double], _ part: Cuts.Part, unit: Int) -> Double {
        let start = sums[part.start] * Double(part.startWeight)
        guard part.end - part.start > 1 else { return start }
        let middle = sums[(part.start + 1)..<(part.end - 1)].reduce(0, +)
        return start + middle * Double(unit) + sums[part.end - 1] * Double(part.endWeight)
    }

    static func mean(_ total: Double, weight: Int) -> Self { Self(real: total / Double(weight)) }
}

extension UInt8: AveragedSample {}
extension Int8: AveragedSample {}
extension UInt16: AveragedSample {}
extension Int16: AveragedSample {}
extension UInt32: AveragedSample {}
extension Int32: AveragedSample {}
extension Float: AveragedSample {}
extension Double: AveragedSample {}
