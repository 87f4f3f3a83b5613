import HTTP
import JSON
import WebAccess

/// The whole surface as an OpenAPI document: the table of routes, with what is said of each of
/// its endpoints (OpenAPI 3.1.0).
struct OpenAPIDocument {
    let prefix: String
    let sessionCookieName: String
    let routes: [RouteDeclaration]

    var json: JSONValue {
        [
            "openapi": "3.1.0",
            "info": ["title": "omero-web", "version": .string(Version.text)],
            "servers": [["url": .string(prefix.isEmpty ? "/" : prefix)]],
            "paths": .object(routes.map { .init($0.pattern.label, path($0)) }),
            "components": [
                "securitySchemes": [
                    "session": [
                        "type": "apiKey", "in": "cookie", "name": .string(sessionCookieName),
                    ],
                    "token": [
                        "type": "apiKey", "in": "header", "name": .string(CSRFToken.headerName),
                    ],
                ]
            ],
        ]
    }

    private func path(_ route: RouteDeclaration) -> JSONValue {
        let description = route.endpoint.operation
        let parameters = route.pattern.parameters.map { parameter in
            Self.parameter(parameter, description.pathValues[parameter.name])
        }
        var members: [JSONValue.Member] = []
        if !parameters.isEmpty { members.append(.init("parameters", .array(parameters))) }
        members += route.methods.map { method in
            .init(
                method.rawValue.lowercased(),
                OpenAPIOperation(route: route, description: description, method: method).json
            )
        }
        return .object(members)
    }

    private static func parameter(
        _ parameter: RoutePattern.Parameter,
        _ values: [String]?
    ) -> JSONValue {
        var schema: JSONValue =
            parameter.isInteger ? ["type": "integer", "minimum": 0] : JSONSchema.string.json
        if let values { schema = JSONSchema.choice(values).json }
        return [
            "name": .string(parameter.name), "in": "path", "required": true, "schema": schema,
        ]
    }
}
