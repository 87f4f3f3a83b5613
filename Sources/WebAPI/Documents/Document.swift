import JSON

/// An object of the API while it is written: members without a value are left out.
struct Document {
    private var members: [JSONValue.Member] = []

    /// OME's schema, whose names the types are.
    static let schema = "http://www.openmicroscopy.org/Schemas/OME/2016-06"

    /// A thing of OME's model, such as `Project`.
    init(_ name: String, id: Int) {
        self["@id"] = .integer(id)
        self["@type"] = .string("\(Self.schema)#\(name)")
    }

    /// A thing that only OMERO knows, such as `Details`.
    init(outsideSchema name: String, id: Int? = nil) {
        self["@id"] = id.map(JSONValue.integer)
        self["@type"] = .string("TBD#\(name)")
    }

    subscript(name: String) -> JSONValue? {
        get { members.first { $0.name == name }?.value }
        set {
            members.removeAll { $0.name == name }
            if let newValue { members.append(JSONValue.Member(name, newValue)) }
        }
    }

    /// Writes a text; an empty one says nothing.
    mutating func add(_ name: String, _ text: String?) {
        guard let text, !text.isEmpty else { return }
        self[name] = .string(text)
    }

    mutating func add(_ name: String, _ number: Int?) { self[name] = number.map(JSONValue.integer) }

    /// Writes a point in time as milliseconds since 1970.
    mutating func add(_ name: String, seconds: Double?) {
        self[name] = seconds.flatMap { Int(exactly: ($0 * 1000).rounded()) }
            .map(JSONValue.integer)
    }

    var json: JSONValue { .object(members) }
}

extension JSONValue {
    /// A value of one of OMERO's lists of words.
    static func enumeration(_ name: String, id: Int, _ value: String) -> JSONValue {
        var document = Document(outsideSchema: name, id: id)
        document["omero:details"] = .object([Member("@type", "TBD#Details")])
        document["value"] = .string(value)
        return document.json
    }

    static func length(_ value: Double, _ unit: LengthUnit) -> JSONValue {
        var document = Document(outsideSchema: "LengthI")
        document["Unit"] = .string(unit.name)
        document["Symbol"] = .string(unit.symbol)
        document["Value"] = .number(value)
        return document.json
    }
}

/// A unit with OMERO's name of it.
struct LengthUnit {
    let name: String
    let symbol: String

    static let micrometre = LengthUnit(name: "MICROMETER", symbol: "µm")
    static let nanometre = LengthUnit(name: "NANOMETER", symbol: "nm")
    static let referenceFrame = LengthUnit(name: "REFERENCEFRAME", symbol: "reference frame")
    static let pixel = LengthUnit(name: "PIXEL", symbol: "pixel")
    static let point = LengthUnit(name: "POINT", symbol: "pt")
    static let millimetre = LengthUnit(name: "MILLIMETER", symbol: "mm")
}

extension LengthUnit {
    /// The unit of OMERO's name; one of which no symbol is known is its own.
    init(named name: String) {
        let known: [LengthUnit] = [
            .micrometre, .nanometre, .referenceFrame, .pixel, .point, .millimetre,
        ]
        self = known.first { $0.name == name } ?? LengthUnit(name: name, symbol: name)
    }
}
