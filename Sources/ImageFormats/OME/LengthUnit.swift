/// Units of length by the names that OME-XML (UnitsLength), ImageJ and OME-Zarr give them.
enum LengthUnit {
    /// The length of one unit; nil for units without a fixed length, such as pixels.
    static func micrometres(_ name: String) -> Double? {
        switch name {
        // The micro sign, the Greek letter, and what writes neither.
        case "µm", "μm", "um", "micron", "microns", "micrometer", "\\u00B5m": 1
        case "nm", "nanometer", "nanometers": 1e-3
        case "pm", "picometer": 1e-6
        case "fm", "femtometer": 1e-9
        case "\u{C5}", "angstrom": 1e-4
        case "mm", "millimeter", "millimeters": 1e3
        case "cm", "centimeter", "centimeters": 1e4
        case "dm", "decimeter": 1e5
        case "m", "meter", "meters": 1e6
        case "dam", "decameter": 1e7
        case "hm", "hectometer": 1e8
        case "km", "kilometer": 1e9
        case "Mm", "megameter": 1e12
        case "in", "inch", "inches": 25_400
        case "li": 25_400 / 12
        case "thou", "mil": 25.4
        case "ft", "foot": 304_800
        case "yd", "yard": 914_400
        case "mi", "mile": 1_609_344_000
        case "pt": 25_400 / 72
        default: nil
        }
    }
}
