/// Units of time by the symbols that OME-XML (UnitsTime) has for them.
enum TimeUnit {
    /// How long one unit is; nil for a symbol there is not.
    static func seconds(_ symbol: String) -> Double? {
        switch symbol {
        case "s": 1
        case "ms": 1e-3
        // The micro sign, and the Greek letter.
        case "µs", "μs": 1e-6
        case "ns": 1e-9
        case "ps": 1e-12
        case "cs": 1e-2
        case "ds": 1e-1
        case "das": 1e1
        case "hs": 1e2
        case "ks": 1e3
        case "min": 60
        case "h": 3600
        case "d": 86_400
        default: nil
        }
    }
}
