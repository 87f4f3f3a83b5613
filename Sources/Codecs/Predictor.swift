/// Differences between neighbours in a row, which compress better than the samples themselves.
package enum Predictor {
    /// Undoes differencing of samples in the machine's byte order (TIFF 6.0, section 14).
    package static func undoHorizontal(
        _ bytes: inout [UInt8],
        sampleBytes: Int,
        samplesPerPixel: Int,
        samplesPerRow: Int
    ) {
        change(&bytes, sampleBytes, samplesPerPixel, samplesPerRow, isEncoding: false)
    }

    /// Replaces samples in the machine's byte order by their differences.
    package static func applyHorizontal(
        _ bytes: inout [UInt8],
        sampleBytes: Int,
        samplesPerPixel: Int,
        samplesPerRow: Int
    ) {
        change(&bytes, sampleBytes, samplesPerPixel, samplesPerRow, isEncoding: true)
    }

    private static func change(
        _ bytes: inout [UInt8],
        _ sampleBytes: Int,
        _ samplesPerPixel: Int,
        _ samplesPerRow: Int,
        isEncoding: Bool
    ) {
        func changeNumbers<Number: FixedWidthInteger & BitwiseCopyable>(as type: Number.Type) {
            SampleBytes.withNumbers(&bytes, as: type) { numbers in
                for start in rowStarts(numbers.count, samplesPerRow) {
                    let row = start..<(start + samplesPerRow)
                    if isEncoding {
                        difference(&numbers, row, samplesPerPixel)
                    } else {
                        accumulate(&numbers, row, samplesPerPixel)
                    }
                }
            }
        }
        switch sampleBytes {
        case 1: changeNumbers(as: UInt8.self)
        case 2: changeNumbers(as: UInt16.self)
        case 4: changeNumbers(as: UInt32.self)
        default: changeNumbers(as: UInt64.self)
        }
    }

    private static func accumulate<Number: FixedWidthInteger>(
        _ numbers: inout MutableSpan<Number>,
        _ row: Range<Int>,
        _ samplesPerPixel: Int
    ) {
        var index = row.lowerBound + samplesPerPixel
        while index < row.upperBound {
            numbers[index] &+= numbers[index - samplesPerPixel]
            index += 1
        }
    }

    private static func difference<Number: FixedWidthInteger>(
        _ numbers: inout MutableSpan<Number>,
        _ row: Range<Int>,
        _ samplesPerPixel: Int
    ) {
        var index = row.upperBound - 1
        while index >= row.lowerBound + samplesPerPixel {
            numbers[index] &-= numbers[index - samplesPerPixel]
            index -= 1
        }
    }

    private static func rowStarts(_ count: Int, _ samplesPerRow: Int) -> StrideTo<Int> {
        stride(from: 0, to: count - samplesPerRow + 1, by: samplesPerRow)
    }

    /// Undoes the floating point predictor (Adobe's TIFF Technical Note 3).
    ///
    /// A row holds all most significant bytes first, then the next, each byte as the difference to
    /// the one `samplesPerPixel` before it. The samples come out in the machine's byte order.
    package static func undoFloatingPoint(
        _ bytes: inout [UInt8],
        sampleBytes: Int,
        samplesPerPixel: Int,
        samplesPerRow: Int
    ) {
        let rowBytes = samplesPerRow * sampleBytes
        var row = [UInt8](repeating: 0, count: rowBytes)
        for start in rowStarts(bytes.count, rowBytes) {
            for index in 0..<rowBytes {
                let before = index < samplesPerPixel ? 0 : row[index - samplesPerPixel]
                row[index] = bytes[start + index] &+ before
            }
            for sample in 0..<samplesPerRow {
                for place in 0..<sampleBytes {
                    let significance = sampleBytes - 1 - place
                    bytes[start + sample * sampleBytes + place] =
                        row[significance * samplesPerRow + sample]
                }
            }
        }
    }
}
