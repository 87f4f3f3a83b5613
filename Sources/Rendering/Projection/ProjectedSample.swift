/// A sample that can be projected over sections.
protocol ProjectedSample: PixelSample {
    associatedtype ProjectionSum: Numeric & Sendable

    /// Keeps the higher of each two samples; any number is higher than what is none.
    static func raise(_ highest: inout [Self], to values: [Self])
    static func add(_ values: [Self], to sums: inout [ProjectionSum])
    /// The sum's share, held within the type; of integers the fraction is cut off, as OMERO's are.
    static func sample(_ sum: ProjectionSum, dividedBy count: Int, max: Self) -> Self
}

extension ProjectedSample where Self: FixedWidthInteger, ProjectionSum == Int64 {
    static func raise(_ highest: inout [Self], to values: [Self]) {
        var target = highest.mutableSpan
        let source = values.span
        let count = target.count
        precondition(source.count == count)
        for index in 0..<count { target[index] = Swift.max(target[index], source[index]) }
    }

    static func add(_ values: [Self], to sums: inout [Int64]) {
        var target = sums.mutableSpan
        let source = values.span
        let count = target.count
        precondition(source.count == count)
        // Samples have 32 bits at most, so as many sections as there can be fit.
        for index in 0..<count { target[index] &+= Int64(truncatingIfNeeded: source[index]) }
    }

    static func sample(_ sum: Int64, dividedBy count: Int, max: Self) -> Self {
        Swift.min(Self(clamping: sum / Int64(count)), max)
    }
}

extension ProjectedSample where Self: BinaryFloatingPoint, ProjectionSum == Double {
    static func raise(_ highest: inout [Self], to values: [Self]) {
        for index in highest.indices {
            let value = values[index]
            if value > highest[index] || highest[index].isNaN { highest[index] = value }
        }
    }

    static func add(_ values: [Self], to sums: inout [Double]) {
        for index in sums.indices { sums[index] += Double(values[index]) }
    }

    static func sample(_ sum: Double, dividedBy count: Int, max: Self) -> Self {
        let value = Self(sum / Double(count))
        return value.isNaN ? value : Swift.min(Swift.max(value, -max), max)
    }
}

extension UInt8: ProjectedSample {}
extension Int8: ProjectedSample {}
extension UInt16: ProjectedSample {}
extension Int16: ProjectedSample {}
extension UInt32: ProjectedSample {}
extension Int32: ProjectedSample {}
extension Float: ProjectedSample {}
extension Double: ProjectedSample {}
