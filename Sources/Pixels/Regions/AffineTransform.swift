/// Two rows of a matrix that is applied to a shape: x' = a00·x + a01·y + a02.
package struct AffineTransform: Sendable, Equatable {
    package var a00: Double
    package var a10: Double
    package var a01: Double
    package var a11: Double
    package var a02: Double
    package var a12: Double

    package init(
        a00: Double,
        a10: Double,
        a01: Double,
        a11: Double,
        a02: Double,
        a12: Double
    ) {
        self.a00 = a00
        self.a10 = a10
        self.a01 = a01
        self.a11 = a11
        self.a02 = a02
        self.a12 = a12
    }

    /// From its columns: a00, a10, a01, a11, a02, a12; nil for any other number of values.
    package init?(columns values: [Double]) {
        guard values.count == 6 else { return nil }
        self.init(
            a00: values[0],
            a10: values[1],
            a01: values[2],
            a11: values[3],
            a02: values[4],
            a12: values[5]
        )
    }
}
