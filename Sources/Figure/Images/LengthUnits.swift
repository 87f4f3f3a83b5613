import JSON

/// OME's units of length with what they are in micrometres; those without a size are left out.
enum LengthUnits {
    struct Unit: Sendable {
        /// OMERO's word.
        let name: String
        let symbol: String
        let micrometres: Double
    }

    static let all: [Unit] =
        metric + [
            Unit(name: "ANGSTROM", symbol: "Å", micrometres: 1e-4),
            Unit(name: "THOU", symbol: "mil", micrometres: 25.4),
            Unit(name: "LINE", symbol: "li", micrometres: 25_400 / 12),
            Unit(name: "INCH", symbol: "in", micrometres: 25_400),
            Unit(name: "FOOT", symbol: "ft", micrometres: 304_800),
            Unit(name: "YARD", symbol: "yd", micrometres: 914_400),
            Unit(name: "MILE", symbol: "mi", micrometres: 1_609_344_000),
            Unit(name: "POINT", symbol: "pt", micrometres: 25_400 / 72),
            Unit(name: "ASTRONOMICALUNIT", symbol: "ua", micrometres: 1.495978707e17),
            Unit(name: "LIGHTYEAR", symbol: "ly", micrometres: 9.4607304725808e21),
            Unit(name: "PARSEC", symbol: "pc", micrometres: 3.0856775814913673e22),
        ]

    /// The metre with SI's prefixes.
    private static let metric: [Unit] = [
        ("YOTTA", "Y", 1e24), ("ZETTA", "Z", 1e21), ("EXA", "E", 1e18), ("PETA", "P", 1e15),
        ("TERA", "T", 1e12), ("GIGA", "G", 1e9), ("MEGA", "M", 1e6), ("KILO", "k", 1e3),
        ("HECTO", "h", 1e2), ("DECA", "da", 1e1), ("", "", 1), ("DECI", "d", 1e-1),
        ("CENTI", "c", 1e-2), ("MILLI", "m", 1e-3), ("MICRO", "µ", 1e-6), ("NANO", "n", 1e-9),
        ("PICO", "p", 1e-12), ("FEMTO", "f", 1e-15), ("ATTO", "a", 1e-18),
        ("ZEPTO", "z", 1e-21), ("YOCTO", "y", 1e-24),
    ].map { prefix, symbol, metres in
        Unit(name: prefix + "METER", symbol: symbol + "m", micrometres: metres * 1e6)
    }

    static func unit(named name: String) -> Unit? { all.first { $0.name == name } }

    /// As the editor's page reads them.
    static var json: JSONValue {
        .object(
            all.map { unit in
                .init(
                    unit.name,
                    ["symbol": .string(unit.symbol), "microns": .number(unit.micrometres)]
                )
            }
        )
    }
}
