import Testing

@testable import Vectors

@Suite struct `Totals of the parts of a row` {
    /// Parts of very different lengths, whose ends count in part, up to the row's own end.
    private static func parts(
        of rowCount: Int,
        unit: Int
    ) -> [(start: Int, end: Int, startWeight: Int, endWeight: Int)] {
        var parts: [(start: Int, end: Int, startWeight: Int, endWeight: Int)] = []
        var start = 0
        var length = 1
        while start < rowCount {
            let end = min(start + length, rowCount)
            parts.append((start, end, max(unit - length % unit, 1), max(unit - start % unit, 1)))
            start = end
            length = length % 21 + 1
        }
        return parts
    }

    @Test(
        arguments: [1, 5, 8, 9, 16, 17, 40, 255, 512],
        [
            (unit: 1, sumMax: 65_535), (unit: 16, sumMax: 65_535),
            (unit: 16, sumMax: Int(UInt32.max)),
        ]
    ) func `are those of its elements, each as often as it counts`(
        rowCount: Int,
        size: (unit: Int, sumMax: Int)
    ) {
        let sums = (0..<rowCount).map { UInt32(size.sumMax - ($0 * 7919) % 60_000) }
        let parts = Self.parts(of: rowCount, unit: size.unit)
        var totals = [Double](repeating: 3, count: parts.count)
        var target = totals.mutableSpan
        VectorParts(rowCount: rowCount, unit: size.unit, parts: parts)
            .add(sums.span, sumMax: size.sumMax, to: &target)
        let expected = parts.map { part in
            (part.start..<part.end).reduce(3.0) { total, index in
                let weight =
                    index == part.start
                    ? part.startWeight : index == part.end - 1 ? part.endWeight : size.unit
                return total + Double(sums[index]) * Double(weight)
            }
        }
        #expect(totals == expected)
    }
}

@Suite struct `Sums of rows` {
    @Test(arguments: [1, 15, 16, 31, 32, 33, 100], [1, 2, 7])
    func `count every sample of each column from the lowest of its type`(width: Int, rows: Int) {
        func expect<Sample: VectorSample & FixedWidthInteger>(_ type: Sample.Type) {
            let samples = (0..<(width * rows)).map {
                Sample(truncatingIfNeeded: $0 &* 7919 &+ ($0 % 5 == 0 ? -1 : 3))
            }
            var sums = [UInt32](repeating: 9, count: width)
            var target = sums.mutableSpan
            Sample.add(samples.span, weight: 3, to: &target)
            let expected = (0..<width).map { column in
                (0..<rows).reduce(9) { sum, row in
                    sum + 3 * UInt32(Int(samples[row * width + column]) - Int(Sample.min))
                }
            }
            #expect(sums == expected)
        }
        expect(UInt8.self)
        expect(Int8.self)
        expect(UInt16.self)
        expect(Int16.self)
    }
}
