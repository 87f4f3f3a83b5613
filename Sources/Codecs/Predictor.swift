/// Differences between neighbours in a row, which compress better than the samples themselves.
package enum Predictor {
    /// Undoes differencing of samples in the machine's byte order (TIFF 6.0, section 14).
    package static func undoHorizontal(
        _ bytes: inout [UInt8],
        sampleBytes: Int,
        samplesPerPixel: Int,
        samplesPerRow: Int
    ) {
        switch sampleBytes {
        case 1: accumulate(&bytes, as: UInt8.self, samplesPerPixel, samplesPerRow)
        case 2: accumulate(&bytes, as: UInt16.self, samplesPerPixel, samplesPerRow)
        case 4: accumulate(&bytes, as: UInt32.self, samplesPerPixel, samplesPerRow)
        default: accumulate(&bytes, as: UInt64.self, samplesPerPixel, samplesPerRow)
        }
    }

    private static func accumulate<Number: FixedWidthInteger & BitwiseCopyable>(
        _ bytes: inout [UInt8],
        as type: Number.Type,
        _ samplesPerPixel: Int,
        _ samplesPerRow: Int
    ) {
        SampleBytes.withNumbers(&bytes, as: type) { numbers in
            for start in rowStarts(numbers.count, samplesPerRow) {
                var index = start + samplesPerPixel
                while index < start + samplesPerRow {
                    numbers[index] &+= numbers[index - samplesPerPixel]
                    index += 1
                }
            }
        }
    }

    /// Replaces samples in the machine's byte order by their differences.
    package static func applyHorizontal(
        _ bytes: inout [UInt8],
        sampleBytes: Int,
        samplesPerPixel: Int,
        samplesPerRow: Int
    ) {
        switch sampleBytes {
        case 1: difference(&bytes, as: UInt8.self, samplesPerPixel, samplesPerRow)
        case 2: difference(&bytes, as: UInt16.self, samplesPerPixel, samplesPerRow)
        case 4: difference(&bytes, as: UInt32.self, samplesPerPixel, samplesPerRow)
        default: difference(&bytes, as: UInt64.self, samplesPerPixel, samplesPerRow)
        }
    }

    private static func difference<Number: FixedWidthInteger & BitwiseCopyable>(
        _ bytes: inout [UInt8],
        as type: Number.Type,
        _ samplesPerPixel: Int,
        _ samplesPerRow: Int
    ) {
        SampleBytes.withNumbers(&bytes, as: type) { numbers in
            for start in rowStarts(numbers.count, samplesPerRow) {
                var index = start + samplesPerRow - 1
                while index >= start + samplesPerPixel {
                    numbers[index] &-= numbers[index - samplesPerPixel]
                    index -= 1
                }
            }
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
