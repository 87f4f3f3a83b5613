/// How a shape is drawn; nil where nobody said.
package struct ShapeStyle: Sendable, Equatable {
    /// Signed 32 bits, red in the highest byte, alpha in the lowest.
    package var fillColor: Int?
    package var fillRule: String?
    package var strokeColor: Int?
    package var strokeDashArray: String?
    package var strokeWidth: Measure?
    package var text: String?
    package var fontFamily: String?
    package var fontSize: Measure?
    package var fontStyle: String?
    package var isLocked: Bool?

    package init() {}

    /// A length with OMERO's name of its unit, such as `PIXEL` or `POINT`.
    package struct Measure: Sendable, Equatable {
        package var value: Double
        package var unit: String

        package init(_ value: Double, unit: String) {
            self.value = value
            self.unit = unit
        }
    }
}
