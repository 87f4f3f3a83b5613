import CVectors

/// A window cut into bins, each of which has one level.
package struct VectorBins: Sendable {
    package static let binCount = Int(CVECTORS_BIN_COUNT)

    private let start: Double
    private let end: Double
    private let binWidth: Double
    private let levels: [UInt8]

    /// - Parameter levels: the level below the window, of its very start, of each bin, and from its
    ///   end on.
    package init(start: Double, end: Double, levels: [UInt8]) {
        precondition(levels.count == Self.binCount + 3)
        self.start = start
        self.end = end
        binWidth = (end - start) / Double(Self.binCount)
        self.levels = levels
    }

    @unsafe fileprivate func with(_ body: (UnsafePointer<cvectors_bins>) -> Void) {
        unsafe levels.withUnsafeBufferPointer { levels in
            var bins = unsafe cvectors_bins(
                start: start,
                end: end,
                width: binWidth,
                levels: levels.baseAddress
            )
            unsafe body(&bins)
        }
    }
}

/// Samples of 32 bits or with a fraction, for which there are loops in vectors.
package protocol BinnedSample: BitwiseCopyable {
    /// Writes one level for each sample; there may be room for more. Samples that are not numbers get
    /// the level below the window.
    static func quantise(
        _ samples: Span<Self>,
        _ bins: VectorBins,
        into levels: inout MutableSpan<UInt8>
    )
}

extension UInt32: BinnedSample {
    package static func quantise(
        _ samples: Span<UInt32>,
        _ bins: VectorBins,
        into levels: inout MutableSpan<UInt8>
    ) {
        unsafe withPointers(samples, &levels) { from, count, to in
            unsafe bins.with { unsafe cvectors_bin_uint32(from, count, $0, to) }
        }
    }
}

extension Int32: BinnedSample {
    package static func quantise(
        _ samples: Span<Int32>,
        _ bins: VectorBins,
        into levels: inout MutableSpan<UInt8>
    ) {
        unsafe withPointers(samples, &levels) { from, count, to in
            unsafe bins.with { unsafe cvectors_bin_int32(from, count, $0, to) }
        }
    }
}

extension Float: BinnedSample {
    package static func quantise(
        _ samples: Span<Float>,
        _ bins: VectorBins,
        into levels: inout MutableSpan<UInt8>
    ) {
        unsafe withPointers(samples, &levels) { from, count, to in
            unsafe bins.with { unsafe cvectors_bin_float(from, count, $0, to) }
        }
    }
}

extension Double: BinnedSample {
    package static func quantise(
        _ samples: Span<Double>,
        _ bins: VectorBins,
        into levels: inout MutableSpan<UInt8>
    ) {
        unsafe withPointers(samples, &levels) { from, count, to in
            unsafe bins.with { unsafe cvectors_bin_double(from, count, $0, to) }
        }
    }
}
