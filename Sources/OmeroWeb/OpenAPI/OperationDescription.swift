import HTTP

/// What OpenAPI says of what answers a route, beyond what the table of routes says itself.
struct OperationDescription: Sendable {
    /// What is asked or done, in a line.
    let summary: String
    var query: [ParameterDescription] = []
    /// What requests that change something send; nil for nothing.
    var body: Body?
    let answer: Answer
    /// What those that change something get, where it is not `answer`.
    var changeAnswer: Answer?
    /// The texts that parameters of the path take, where they are few.
    var pathValues: [String: [String]] = [:]
    /// Statuses besides those that follow from the route.
    var more: [Status] = []

    enum Body: Sendable {
        case form([ParameterDescription])
        /// A form that may hold files.
        case multipart([ParameterDescription])
        case json(JSONSchema)
        /// The same members, as a form or as JSON.
        case either([ParameterDescription])
    }

    /// What comes with 200.
    enum Answer: Sendable {
        case json(JSONSchema)
        /// JSON, or a script that calls a function with it.
        case callback(JSONSchema)
        case page
        case text
        /// A word, or JSON where the request asks about one thing.
        case textOrJSON(JSONSchema)
        case picture
        /// A file of any type, also in parts.
        case file
        /// To another page, or the form again with what was wrong.
        case redirect
        case created(JSONSchema)
    }
}

extension OperationDescription {
    /// A page for people.
    static func page(
        _ summary: String,
        _ query: [ParameterDescription] = []
    ) -> OperationDescription {
        OperationDescription(summary: summary, query: query, answer: .page)
    }

    /// A form on a page, and what is done with it.
    static func form(
        _ summary: String,
        _ fields: [ParameterDescription],
        query: [ParameterDescription] = [],
        more: [Status] = []
    ) -> OperationDescription {
        OperationDescription(
            summary: summary,
            query: query,
            body: .form(fields),
            answer: .page,
            changeAnswer: .redirect,
            more: more
        )
    }

    static func json(
        _ summary: String,
        _ schema: JSONSchema,
        _ query: [ParameterDescription] = [],
        pathValues: [String: [String]] = [:]
    ) -> OperationDescription {
        OperationDescription(
            summary: summary,
            query: query,
            answer: .json(schema),
            pathValues: pathValues
        )
    }

    static func callback(
        _ summary: String,
        _ schema: JSONSchema,
        _ query: [ParameterDescription] = [],
        pathValues: [String: [String]] = [:]
    ) -> OperationDescription {
        OperationDescription(
            summary: summary,
            query: query + .callback,
            answer: .callback(schema),
            pathValues: pathValues
        )
    }

    static func picture(
        _ summary: String,
        _ query: [ParameterDescription] = .rendering
    ) -> OperationDescription {
        OperationDescription(summary: summary, query: query, answer: .picture)
    }

    static func file(
        _ summary: String,
        _ query: [ParameterDescription] = [],
        pathValues: [String: [String]] = [:],
        more: [Status] = []
    ) -> OperationDescription {
        OperationDescription(
            summary: summary,
            query: query,
            answer: .file,
            pathValues: pathValues,
            more: more
        )
    }
}
