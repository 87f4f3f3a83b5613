import Pixels

extension ShapeStyle {
    /// From a shape's attributes by the names of any version of the schema.
    init(ome attributes: [String: String], _ limits: ReadLimits) throws(OMEOmission) {
        self.init()
        func text(_ names: String...) throws(OMEOmission) -> String? {
            guard let (name, text) = attributes.first(of: names), !text.isEmpty else { return nil }
            guard text.utf8.count <= limits.markTextBytes else {
                throw OMEOmission(text: "\(name) has more than \(limits.markTextBytes) bytes")
            }
            return text
        }
        // Fill, Stroke and Label until 2011.
        fillColor = try Self.color(attributes, ["FillColor", "Fill"])
        strokeColor = try Self.color(attributes, ["StrokeColor", "Stroke"])
        strokeWidth = try Self.measure(attributes, "StrokeWidth", defaultUnit: "pixel")
        fontSize = try Self.measure(attributes, "FontSize", defaultUnit: "pt")
        self.text = try text("Text", "Label")
        fillRule = try text("FillRule")
        strokeDashArray = try text("StrokeDashArray")
        fontFamily = try text("FontFamily")
        fontStyle = try text("FontStyle")
        isLocked = attributes["Locked"].map { $0 == "true" || $0 == "1" }
    }

    /// Signed 32 bits; some writers have them without a sign.
    private static func color(
        _ attributes: [String: String],
        _ names: [String]
    ) throws(OMEOmission) -> Int? {
        guard let (name, text) = attributes.first(of: names), !text.isEmpty else { return nil }
        guard let color = Int32(text) ?? UInt32(text).map({ Int32(bitPattern: $0) }) else {
            throw OMEOmission(text: "\(name) is no color: \(text.prefix(40))")
        }
        return Int(color)
    }

    private static func measure(
        _ attributes: [String: String],
        _ name: String,
        defaultUnit: String
    ) throws(OMEOmission) -> Measure? {
        guard let text = attributes[name], !text.isEmpty else { return nil }
        guard let value = Double(text), value.isFinite else {
            throw OMEOmission(text: "\(name) is no number: \(text.prefix(40))")
        }
        let symbol = attributes[name + "Unit"] ?? defaultUnit
        guard let unit = units[symbol] else {
            throw OMEOmission(text: "\(name)Unit is no known unit: \(symbol.prefix(40))")
        }
        return Measure(value, unit: unit)
    }

    /// OMERO's names of the schema's units that shapes are drawn in.
    private static let units = [
        "pixel": "PIXEL", "pt": "POINT", "reference frame": "REFERENCEFRAME", "nm": "NANOMETER",
        "µm": "MICROMETER", "mm": "MILLIMETER", "cm": "CENTIMETER", "m": "METER", "in": "INCH",
    ]
}
