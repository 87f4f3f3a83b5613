import Testing

@testable import Vectors

@Suite struct `Levels of bins` {
    /// The place of a sample in words: below, at the very start, in a bin, from the end on.
    private func level(_ sample: Double, _ start: Double, _ end: Double) -> UInt8 {
        let place: Int
        if sample >= end {
            place = 258
        } else if sample > start {
            place = 2 + Int(min((sample - start) / ((end - start) / 256), 255))
        } else {
            place = sample == start ? 1 : 0
        }
        return Self.levels[place]
    }

    private static let levels = (0..<259).map { UInt8(truncatingIfNeeded: $0 * 7) }

    @Test(arguments: [0, 1, 15, 16, 17, 100], [(-3.0, 250.5), (7, 7), (-1e9, 1e9)])
    func `are those of the place where a sample lies`(count: Int, window: (Double, Double)) {
        let bins = VectorBins(start: window.0, end: window.1, levels: Self.levels)
        func expect<Sample: BinnedSample>(_ sample: (Int) -> Sample, _ real: (Sample) -> Double) {
            let samples = (0..<count).map(sample)
            var levels = [UInt8](repeating: 0, count: count)
            var target = levels.mutableSpan
            Sample.quantise(samples.span, bins, into: &target)
            #expect(levels == samples.map { level(real($0), window.0, window.1) })
        }
        expect({ UInt32($0 * $0) }, Double.init)
        expect({ Int32($0 * $0 - 50) }, Double.init)
        expect({ Float($0 * 3) - 9.75 }, Double.init)
        expect({ Double($0 * 3) - 9.75 }, { $0 })
    }

    @Test func `of what is no number is the level below the window, and infinities lie outside`() {
        let bins = VectorBins(start: 0, end: 1, levels: Self.levels)
        let samples = [Double](repeating: .nan, count: 20) + [.infinity, -.infinity, 0, -0.0]
        var levels = [UInt8](repeating: 9, count: samples.count)
        var target = levels.mutableSpan
        Double.quantise(samples.span, bins, into: &target)
        let places = [Int](repeating: 0, count: 20) + [258, 0, 1, 1]
        #expect(levels == places.map { Self.levels[$0] })
    }
}
