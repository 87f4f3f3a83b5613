import JSON

/// One parameter of a query, or one field of a form.
struct ParameterDescription: Sendable {
    let name: String
    let schema: JSONSchema
    let text: String
    /// Whether it may stand there several times.
    var isRepeated = false
    var isRequired = false

    init(
        _ name: String,
        _ schema: JSONSchema,
        _ text: String,
        isRepeated: Bool = false,
        isRequired: Bool = false
    ) {
        self.name = name
        self.schema = schema
        self.text = text
        self.isRepeated = isRepeated
        self.isRequired = isRequired
    }

    /// As OpenAPI has a parameter of a query.
    var json: JSONValue {
        [
            "name": .string(name),
            "in": "query",
            "required": .boolean(isRequired),
            "description": .string(text),
            "schema": property,
        ]
    }

    /// As the property of a form's schema.
    var property: JSONValue { (isRepeated ? .array(schema) : schema).json }
}

/// Parameters that several operations share.
extension [ParameterDescription] {
    /// How a picture is made (the facts of OMERO's rendering).
    static let rendering: [ParameterDescription] = [
        .init("c", .string, "channels, such as 1|0:255$FF0000,-2; 1 is the first"),
        .init("m", .choice(["c", "g"]), "colour or grey"),
        .init("maps", .string, "a list of how each channel is inverted and quantised, as JSON"),
        .init("p", .string, "projection: normal, intmax, intmean or intsum, such as intmax|0:5"),
        .init("q", .number, "quality of a JPEG or WebP, above 0 to 1"),
        .init("format", .choice(["jpeg", "png", "tif", "webp"]), "format of the picture"),
    ]

    static let settings: [ParameterDescription] = [
        .init("rdefId", .integer, "number of the rendering settings that are used"),
        .init("z", .integer, "section, from 0"),
        .init("t", .integer, "time point, from 0"),
    ]

    static let callback: [ParameterDescription] = [
        .init("callback", .string, "name of a function that the answer is wrapped in a call of")
    ]

    /// Lists of the JSON API.
    static let list: [ParameterDescription] =
        [
            .init("limit", .integer, "items of a page"),
            .init("offset", .integer, "items before the page"),
            .init("owner", .integer, "number of the user whose items are listed"),
            .init("orphaned", .choice(["true", "false"]), "only what is in no container"),
        ] + object

    /// Objects of the JSON API.
    static let object: [ParameterDescription] = [
        .init("group", .integer, "number of a group; -1 for all"),
        .init("childCount", .choice(["true", "false"]), "adds omero:childCount"),
        .init("normalize", .choice(["true", "false"]), "owners and groups once, at the end"),
    ]

    /// Lists of the tree.
    static let tree: [ParameterDescription] = [
        .init("id", .integer, "number of what holds the items; -1 for all users"),
        .init("group", .integer, "number of a group; -1 for all"),
        .init("page", .integer, "number of the page from 1; 0 for everything"),
        .init("limit", .integer, "items of a page"),
    ]

    /// What is to be downloaded.
    static let selection: [ParameterDescription] =
        ["image", "well", "plate", "dataset", "project", "screen"].map {
            .init($0, .integer, "number of one \($0); may be repeated", isRepeated: true)
        } + [.init("index", .integer, "which field of each well, from 0")]
}
