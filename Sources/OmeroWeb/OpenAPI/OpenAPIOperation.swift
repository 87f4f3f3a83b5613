import HTTP
import JSON

/// One method of one route, as OpenAPI describes it: what it takes, and every status it answers.
struct OpenAPIOperation {
    let route: RouteDeclaration
    let description: OperationDescription
    let method: HTTP.Method

    var json: JSONValue {
        var members: [JSONValue.Member] = [
            .init("operationId", .string(identifier)),
            .init("summary", .string(description.summary)),
            .init("tags", [.string(application)]),
        ]
        if !description.query.isEmpty {
            members.append(.init("parameters", .array(description.query.map(\.json))))
        }
        if let body = requestBody { members.append(.init("requestBody", body)) }
        members.append(.init("responses", .object(responses)))
        if route.access == .visitors { members.append(.init("security", .array(security))) }
        return .object(members)
    }

    /// The application of OMERO.web that the path begins with.
    private var application: String {
        route.pattern.text.split(separator: "/").first.map(String.init) ?? "server"
    }

    /// Unlike any other: its method and its path.
    private var identifier: String {
        method.rawValue.lowercased() + route.pattern.label.replacing("/", with: "_")
    }

    private var security: [JSONValue] {
        [method.isSafe ? ["session": .array([])] : ["session": .array([]), "token": .array([])]]
    }

    private var requestBody: JSONValue? {
        guard !method.isSafe, method != .delete, let body = description.body else { return nil }
        return ["content": .object(body.contents)]
    }

    private var responses: [JSONValue.Member] {
        var responses = [answerStatus.rawValue: answerResponse]
        for status in otherStatuses where responses[status.rawValue] == nil {
            responses[status.rawValue] = Self.response(status, Self.contents(status))
        }
        return responses.sorted { $0.key < $1.key }.map { .init("\($0.key)", $0.value) }
    }

    private var answer: OperationDescription.Answer {
        method.isSafe ? description.answer : description.changeAnswer ?? description.answer
    }

    private var answerStatus: Status {
        switch answer {
        case .redirect: .found
        case .created: method == .post ? .created : .ok
        default: .ok
        }
    }

    private var answerResponse: JSONValue { Self.response(answerStatus, answer.contents) }

    private var otherStatuses: [Status] {
        var statuses: [Status] = [.badRequest, .notFound, .serviceUnavailable]
        if route.access == .visitors || !method.isSafe { statuses.append(.forbidden) }
        if route.access == .visitors, method.isSafe { statuses.append(.found) }
        if route.kind != .page { statuses.append(.tooManyRequests) }
        if !method.isSafe { statuses.append(.contentTooLarge) }
        switch answer {
        case .redirect: statuses.append(.ok)
        case .picture: statuses.append(.notModified)
        case .file:
            statuses += [.partialContent, .notModified, .preconditionFailed, .rangeNotSatisfiable]
        default: break
        }
        return statuses + description.more
    }

    private static func response(_ status: Status, _ contents: [JSONValue.Member]) -> JSONValue {
        let description = JSONValue.Member("description", .string(status.reason))
        guard !contents.isEmpty else { return .object([description]) }
        return .object([description, .init("content", .object(contents))])
    }

    /// What comes with statuses that are no answer: a sentence, as text, as JSON or on a page.
    private static func contents(_ status: Status) -> [JSONValue.Member] {
        guard ![.movedPermanently, .found, .notModified].contains(status) else { return [] }
        if status == .partialContent { return OperationDescription.Answer.file.contents }
        return ["text/plain", "application/json", "application/problem+json", "text/html"].map {
            .init($0, .object([]))
        }
    }
}

extension OperationDescription.Answer {
    /// The types of content it may have, with schemas where there is one.
    fileprivate var contents: [JSONValue.Member] {
        switch self {
        case .json(let schema), .created(let schema):
            [.init("application/json", ["schema": schema.json])]
        case .callback(let schema):
            [
                .init("application/json", ["schema": schema.json]),
                .init("application/javascript", .object([])),
            ]
        case .page: [.init("text/html", .object([]))]
        case .text: [.init("text/plain", .object([]))]
        case .textOrJSON(let schema):
            [
                .init("text/plain", .object([])),
                .init("application/json", ["schema": schema.json]),
            ]
        case .picture:
            ["image/jpeg", "image/png", "image/tiff", "image/webp", "image/gif"].map {
                .init($0, .object([]))
            }
        case .file: [.init("*/*", .object([]))]
        case .redirect: []
        }
    }
}

extension OperationDescription.Body {
    fileprivate var contents: [JSONValue.Member] {
        switch self {
        case .form(let fields):
            ["application/x-www-form-urlencoded", "multipart/form-data"].map {
                .init($0, ["schema": Self.schema(fields)])
            }
        case .multipart(let fields):
            [.init("multipart/form-data", ["schema": Self.schema(fields)])]
        case .json(let schema): [.init("application/json", ["schema": schema.json])]
        case .either(let fields):
            ["application/x-www-form-urlencoded", "application/json"].map {
                .init($0, ["schema": Self.schema(fields)])
            }
        }
    }

    private static func schema(_ fields: [ParameterDescription]) -> JSONValue {
        [
            "type": "object",
            "properties": .object(fields.map { .init($0.name, $0.property) }),
            "required": .array(fields.filter(\.isRequired).map { .string($0.name) }),
        ]
    }
}
