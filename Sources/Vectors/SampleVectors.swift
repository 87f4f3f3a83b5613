import CVectors

/// A linear window in sixteen-bit fixed point; whoever makes it says what its parts mean.
package struct VectorScale: Sendable {
    let scale: cvectors_scale

    package init(
        start: UInt16,
        width: UInt16,
        stretch: UInt16,
        factor: UInt16,
        inversion: UInt8
    ) {
        scale = cvectors_scale(
            start: start,
            width: width,
            stretch: stretch,
            factor: factor,
            inversion: inversion
        )
    }
}

/// Samples that a linear window turns into levels in vectors.
package protocol VectorSample: BitwiseCopyable {
    /// Writes one level for each sample; there may be room for more.
    static func quantise(
        _ samples: Span<Self>,
        _ scale: VectorScale,
        into levels: inout MutableSpan<UInt8>
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
}

/// The one place that holds both counts against each other before C relies on them.
@unsafe func withPointers<Source, Target>(
    _ source: Span<Source>,
    _ target: inout MutableSpan<Target>,
    _ body: (UnsafePointer<Source>, Int, UnsafeMutablePointer<Target>) -> Void
) {
    precondition(source.count <= target.count)
    unsafe source.withUnsafeBufferPointer { source in
        unsafe target.withUnsafeMutableBufferPointer { target in
            guard let from = source.baseAddress, let to = target.baseAddress else { return }
            unsafe body(from, source.count, to)
        }
    }
}
