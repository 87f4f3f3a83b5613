import JSON

/// What a JSON document or a parameter may hold, as far as OpenAPI says it (JSON Schema 2020-12).
indirect enum JSONSchema: Sendable {
    case anything
    case string
    case integer
    case number
    case boolean
    /// One of some texts.
    case choice([String])
    case array(JSONSchema)
    /// An object with at least these members; there may be others.
    case object([String: JSONSchema])
    /// An object whose members all hold the same, whatever their names are.
    case dictionary(JSONSchema)
    case orNull(JSONSchema)
    case either([JSONSchema])

    /// As a document of its own; members are sorted by their names.
    var json: JSONValue {
        switch self {
        case .anything: .object([])
        case .string: ["type": "string"]
        case .integer: ["type": "integer"]
        case .number: ["type": "number"]
        case .boolean: ["type": "boolean"]
        case .choice(let texts): ["type": "string", "enum": .array(texts.map(JSONValue.string))]
        case .array(let items): ["type": "array", "items": items.json]
        case .object(let members): Self.object(members)
        case .dictionary(let value): ["type": "object", "additionalProperties": value.json]
        case .orNull(let schema): ["anyOf": [schema.json, ["type": "null"]]]
        case .either(let schemas): ["anyOf": .array(schemas.map(\.json))]
        }
    }

    private static func object(_ members: [String: JSONSchema]) -> JSONValue {
        let sorted = members.sorted { $0.key < $1.key }
        return [
            "type": "object",
            "properties": .object(sorted.map { .init($0.key, $0.value.json) }),
            "required": .array(sorted.map { .string($0.key) }),
        ]
    }
}
