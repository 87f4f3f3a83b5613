import Testing

@testable import Codecs

@Suite struct `Samples` {
    @Test func `bytes become numbers and back`() {
        let numbers: [UInt16] = [1, 0x1234, 0xFFFF]
        let bytes = SampleBytes.bytes(numbers)
        #expect(bytes.count == 6)
        #expect(SampleBytes.numbers(bytes, as: UInt16.self) == numbers)
        #expect(SampleBytes.numbers(SampleBytes.bytes([1.5, -2]), as: Double.self) == [1.5, -2])
    }

    @Test func `bytes that do not fill a number are left out`() {
        #expect(SampleBytes.numbers([1, 0, 2], as: UInt16.self) == [1])
        #expect(SampleBytes.numbers([], as: Float.self) == [])
    }

    @Test(arguments: [
        (1, [1, 2, 3, 4, 5, 6, 7, 8]), (2, [2, 1, 4, 3, 6, 5, 8, 7]),
        (4, [4, 3, 2, 1, 8, 7, 6, 5]), (8, [8, 7, 6, 5, 4, 3, 2, 1]),
    ])
    func `samples are reversed by their width`(width: Int, reversed: [UInt8]) {
        var bytes: [UInt8] = [1, 2, 3, 4, 5, 6, 7, 8]
        SampleBytes.reverse(&bytes, width: width)
        #expect(bytes == reversed)
    }

    @Test func `bits become bytes, each row from a whole byte`() {
        let bytes: [UInt8] = [0b1010_0000, 0b1000_0000, 0b0000_0001, 0b0000_0000]
        let expanded = SampleBytes.expandBits(bytes, width: 9, rows: 2)
        #expect(expanded == [1, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0])
    }

    @Test(arguments: [1, 2, 4, 8])
    func `a rectangle of one of three samples is copied`(width: Int) {
        // 4×3 pixels of three samples; each sample's bytes hold its number.
        let source = (0..<36).flatMap { [UInt8](repeating: UInt8($0), count: width) }
        let rows = SampleRows(
            rowBytes: 12 * width,
            pixelBytes: 3 * width,
            sampleBytes: width,
            firstByte: (12 + 3 + 2) * width
        )
        let target = SampleRows(
            rowBytes: 2 * width,
            pixelBytes: width,
            sampleBytes: width,
            firstByte: 0
        )
        var output = [UInt8](repeating: 0, count: 4 * width)
        rows.copy(from: source, to: &output, as: target, width: 2, height: 2)
        let expected = [17, 20, 29, 32].flatMap { [UInt8](repeating: $0, count: width) }
        #expect(output == expected)
    }

    @Test(arguments: [1, 2, 4, 8], [1, 3])
    func `differences add up to the samples`(width: Int, samples: Int) {
        let bytes = (0..<(width * samples * 10 * 4)).map { UInt8(truncatingIfNeeded: $0 * 37) }
        var changed = bytes
        Predictor.applyHorizontal(
            &changed,
            sampleBytes: width,
            samplesPerPixel: samples,
            samplesPerRow: samples * 10
        )
        #expect(changed != bytes)
        Predictor.undoHorizontal(
            &changed,
            sampleBytes: width,
            samplesPerPixel: samples,
            samplesPerRow: samples * 10
        )
        #expect(changed == bytes)
    }

    @Test func `the floating point predictor gathers the bytes of a sample`() {
        // 1.0 and 2.0 are 3F800000 and 40000000; as differences of their bytes by significance.
        var bytes: [UInt8] = [0x3F, 0x01, 0x40, 0x80, 0x00, 0x00, 0x00, 0x00]
        Predictor.undoFloatingPoint(
            &bytes,
            sampleBytes: 4,
            samplesPerPixel: 1,
            samplesPerRow: 2
        )
        #expect(SampleBytes.numbers(bytes, as: Float.self) == [1, 2])
    }
}
