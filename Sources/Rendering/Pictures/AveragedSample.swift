import Pixels
import Vectors

/// A sample that can be averaged: rows are added up column by column, then columns to totals.
protocol AveragedSample: PixelSample, Numeric {
    associatedtype Sum: Numeric & Sendable

    /// Rows, times their weights, that fit into sums.
    static var summedWeightMax: Int { get }
    /// Adds one row, or several that lie one behind the other, all with the same weight.
    static func add(_ rows: Span<Self>, weight: Int, to sums: inout MutableSpan<Sum>)
    /// Adds the sums of the columns of each part to its total.
    ///
    /// - Parameter summedWeight: of the rows in the sums.
    static func add(
        _ sums: [Sum],
        _ summedWeight: Int,
        of columns: Cuts,
        to totals: inout [Double]
    )
    /// Writes one row of the result: the totals divided by the weights of their columns and rows.
    static func write(
        _ means: inout MutableSpan<Self>,
        of totals: Span<Double>,
        _ columns: Cuts,
        rowWeight: Int
    )
}

/// Whole numbers throughout, in vectors.
extension AveragedSample where Self: ShortSample, Sum == UInt32 {
    static var summedWeightMax: Int { 65_536 }

    static func add(_ rows: Span<Self>, weight: Int, to sums: inout MutableSpan<UInt32>) {
        add(rows, weight: UInt32(weight), to: &sums)
    }

    static func add(
        _ sums: [UInt32],
        _ summedWeight: Int,
        of columns: Cuts,
        to totals: inout [Double]
    ) {
        let sumMax = summedWeight * (Self.valueCount - 1)
        var target = totals.mutableSpan
        columns.vectorParts.add(sums.span, sumMax: sumMax, to: &target)
    }

    static func write(
        _ means: inout MutableSpan<Self>,
        of totals: Span<Double>,
        _ columns: Cuts,
        rowWeight: Int
    ) {
        let weight = Double(rowWeight)
        self.means(of: totals, weights: columns.weights.span, sharedWeight: weight, into: &means)
    }
}

extension AveragedSample where Self: WideSample, Sum == Double {
    static var summedWeightMax: Int { .max }

    static func add(_ rows: Span<Self>, weight: Int, to sums: inout MutableSpan<Double>) {
        let count = sums.count
        let weight = Double(weight)
        for start in stride(from: 0, to: rows.count, by: count) {
            let row = rows.extracting(start..<(start + count))
            for index in 0..<count { sums[index] += row[index].real * weight }
        }
    }

    static func add(
        _ sums: [Double],
        _ summedWeight: Int,
        of columns: Cuts,
        to totals: inout [Double]
    ) {
        for (index, part) in columns.parts.enumerated() {
            totals[index] += sums[part.start] * Double(part.startWeight)
            guard part.end - part.start > 1 else { continue }
            let middle = sums[(part.start + 1)..<(part.end - 1)].reduce(0, +)
            totals[index] += middle * Double(columns.unit)
            totals[index] += sums[part.end - 1] * Double(part.endWeight)
        }
    }

    static func write(
        _ means: inout MutableSpan<Self>,
        of totals: Span<Double>,
        _ columns: Cuts,
        rowWeight: Int
    ) {
        for index in totals.indices {
            let weight = columns.weights[index] * Double(rowWeight)
            means[index] = Self(real: totals[index] / weight)
        }
    }
}

extension UInt8: AveragedSample {}
extension Int8: AveragedSample {}
extension UInt16: AveragedSample {}
extension Int16: AveragedSample {}
extension UInt32: AveragedSample {}
extension Int32: AveragedSample {}
extension Float: AveragedSample {}
extension Double: AveragedSample {}
