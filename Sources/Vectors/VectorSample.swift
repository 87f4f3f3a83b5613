import CVectors

/// Samples of eight and sixteen bits, for which there are loops in vectors.
///
/// Each type spells out its own calls: a generic one would look up its types at every call.
package protocol VectorSample: BitwiseCopyable {
    /// Writes one level for each sample; there may be room for more.
    static func quantise(
        _ samples: Span<Self>,
        _ scale: VectorScale,
        into levels: inout MutableSpan<UInt8>
    )
    /// Adds samples, counted from the lowest of their type, times a weight to sums: those of one row
    /// as long as the sums, or of several rows one behind the other.
    static func add(_ rows: Span<Self>, weight: UInt32, to sums: inout MutableSpan<UInt32>)
    /// The samples that are totals divided by their weights, times a weight that all share.
    static func means(
        of totals: Span<Double>,
        weights: Span<Double>,
        sharedWeight: Double,
        into means: inout MutableSpan<Self>
    )
}

extension UInt8: VectorSample {
    package static func quantise(
        _ samples: Span<UInt8>,
        _ scale: VectorScale,
        into levels: inout MutableSpan<UInt8>
    ) {
        unsafe withPointers(samples, &levels) {
            unsafe cvectors_quantise_uint8($0, $1, scale.scale, $2)
        }
    }

    package static func add(
        _ rows: Span<UInt8>,
        weight: UInt32,
        to sums: inout MutableSpan<UInt32>
    ) {
        unsafe withRows(rows, &sums) { unsafe cvectors_sum_uint8($0, $1, $2, weight, $3) }
    }

    package static func means(
        of totals: Span<Double>,
        weights: Span<Double>,
        sharedWeight: Double,
        into means: inout MutableSpan<UInt8>
    ) {
        unsafe withPointers(totals, weights, &means) {
            unsafe cvectors_means_uint8($0, $1, sharedWeight, $2, $3)
        }
    }
}

extension Int8: VectorSample {
    package static func quantise(
        _ samples: Span<Int8>,
        _ scale: VectorScale,
        into levels: inout MutableSpan<UInt8>
    ) {
        unsafe withPointers(samples, &levels) {
            unsafe cvectors_quantise_int8($0, $1, scale.scale, $2)
        }
    }

    package static func add(
        _ rows: Span<Int8>,
        weight: UInt32,
        to sums: inout MutableSpan<UInt32>
    ) {
        unsafe withRows(rows, &sums) { unsafe cvectors_sum_int8($0, $1, $2, weight, $3) }
    }

    package static func means(
        of totals: Span<Double>,
        weights: Span<Double>,
        sharedWeight: Double,
        into means: inout MutableSpan<Int8>
    ) {
        unsafe withPointers(totals, weights, &means) {
            unsafe cvectors_means_int8($0, $1, sharedWeight, $2, $3)
        }
    }
}

extension UInt16: VectorSample {
    package static func quantise(
        _ samples: Span<UInt16>,
        _ scale: VectorScale,
        into levels: inout MutableSpan<UInt8>
    ) {
        unsafe withPointers(samples, &levels) {
            unsafe cvectors_quantise_uint16($0, $1, scale.scale, $2)
        }
    }

    package static func add(
        _ rows: Span<UInt16>,
        weight: UInt32,
        to sums: inout MutableSpan<UInt32>
    ) {
        unsafe withRows(rows, &sums) { unsafe cvectors_sum_uint16($0, $1, $2, weight, $3) }
    }

    package static func means(
        of totals: Span<Double>,
        weights: Span<Double>,
        sharedWeight: Double,
        into means: inout MutableSpan<UInt16>
    ) {
        unsafe withPointers(totals, weights, &means) {
            unsafe cvectors_means_uint16($0, $1, sharedWeight, $2, $3)
        }
    }
}

extension Int16: VectorSample {
    package static func quantise(
        _ samples: Span<Int16>,
        _ scale: VectorScale,
        into levels: inout MutableSpan<UInt8>
    ) {
        unsafe withPointers(samples, &levels) {
            unsafe cvectors_quantise_int16($0, $1, scale.scale, $2)
        }
    }

    package static func add(
        _ rows: Span<Int16>,
        weight: UInt32,
        to sums: inout MutableSpan<UInt32>
    ) {
        unsafe withRows(rows, &sums) { unsafe cvectors_sum_int16($0, $1, $2, weight, $3) }
    }

    package static func means(
        of totals: Span<Double>,
        weights: Span<Double>,
        sharedWeight: Double,
        into means: inout MutableSpan<Int16>
    ) {
        unsafe withPointers(totals, weights, &means) {
            unsafe cvectors_means_int16($0, $1, sharedWeight, $2, $3)
        }
    }
}
