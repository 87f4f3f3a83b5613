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
