import Testing

@testable import Vectors

/// The loops in vectors give what their definitions give one by one, at every length: vectors and
/// the rest behind them are different code.
@Suite struct `Loops in vectors` {
    static let counts = [0, 1, 7, 8, 15, 16, 17, 31, 32, 33, 64, 100, 255]

    private func bytes(_ count: Int, _ factor: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: $0 &* factor &+ 11) }
    }

    @Test(arguments: counts) func `sums end at 255`(count: Int) {
        let added = bytes(count, 37)
        let before = bytes(count, 91)
        var sums = before
        var target = sums.mutableSpan
        ByteVectors.add(added.span, to: &target)
        #expect(sums == zip(before, added).map { UInt8(min(255, Int($0) + Int($1))) })
    }

    @Test(arguments: counts, [UInt16(1), 32_768, 65_535]) func `a share of each byte is added`(
        count: Int,
        factor: UInt16
    ) {
        let added = bytes(count, 53)
        let before = bytes(count, 17)
        var sums = before
        var target = sums.mutableSpan
        ByteVectors.add(added.span, times: factor, to: &target)
        let expected = zip(before, added).map {
            UInt8(min(255, Int($0) + (((Int($1) << 8) * Int(factor)) >> 24)))
        }
        #expect(sums == expected)
    }

    @Test(arguments: counts) func `a table has something for each component`(count: Int) {
        let levels = bytes(count, 37)
        let table = (0..<256).map { (level: Int) -> UInt32 in
            let (red, green, blue) = (level, 255 - level, level / 2)
            return UInt32(red + green << 8 + blue << 16)
        }
        let before = bytes(count, 91)
        var (red, green, blue) = (before, before, before)
        var reds = red.mutableSpan
        var greens = green.mutableSpan
        var blues = blue.mutableSpan
        ByteVectors.add(levels.span, through: table, to: &reds, &greens, &blues)
        func sums(_ component: (Int) -> Int) -> [UInt8] {
            zip(before, levels).map { UInt8(min(255, Int($0) + component(Int($1)))) }
        }
        #expect(red == sums { $0 })
        #expect(green == sums { 255 - $0 })
        #expect(blue == sums { $0 / 2 })
    }

    @Test(arguments: counts) func `words are put together from three components`(count: Int) {
        let (red, green, blue) = (bytes(count, 3), bytes(count, 5), bytes(count, 7))
        var words = [UInt32](repeating: .max, count: count)
        var target = words.mutableSpan
        ByteVectors.interleave(red.span, green.span, blue.span, into: &target)
        let expected = (0..<count).map {
            UInt32(red[$0]) | UInt32(green[$0]) << 8 | UInt32(blue[$0]) << 16
        }
        #expect(words == expected)
    }

    @Test(arguments: [UInt8(0), 255]) func `every sample of sixteen bits gets its level`(
        inversion: UInt8
    ) {
        // A window of 1000 to 31000, which fills sixteen bits when doubled.
        let scale = VectorScale(
            start: 1000,
            width: 30_000,
            stretch: 2,
            factor: UInt16(((255 << 7) << 16 + 59_999) / 60_000),
            inversion: inversion
        )
        let samples = (0...UInt16.max).map { $0 }
        var levels = [UInt8](repeating: 0, count: samples.count)
        var target = levels.mutableSpan
        UInt16.quantise(samples.span, scale, into: &target)
        let signed = samples.map { Int16(bitPattern: $0 ^ 0x8000) }
        var ofSigned = levels
        var signedTarget = ofSigned.mutableSpan
        Int16.quantise(signed.span, scale, into: &signedTarget)
        #expect(ofSigned == levels)
        let differences = zip(samples, levels).map { sample, level in
            let part = Double(min(max(Int(sample) - 1000, 0), 30_000)) / 30_000
            return abs(Int(level ^ inversion) - Int((255 * part).rounded()))
        }
        #expect(differences.max() ?? 2 <= 1)
    }

    @Test func `samples of eight bits count from the lowest of their type`() {
        let scale = VectorScale(start: 0, width: 255, stretch: 256, factor: 32_768, inversion: 0)
        let samples = (0...UInt8.max).map { $0 }
        var levels = [UInt8](repeating: 0, count: 256)
        var target = levels.mutableSpan
        UInt8.quantise(samples.span, scale, into: &target)
        #expect(levels == samples)
        let signed = samples.map { Int8(bitPattern: $0 ^ 0x80) }
        var ofSigned = levels
        var signedTarget = ofSigned.mutableSpan
        Int8.quantise(signed.span, scale, into: &signedTarget)
        #expect(ofSigned == samples)
    }
}
