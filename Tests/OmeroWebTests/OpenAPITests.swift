import HTTP
import JSON
import Testing

@testable import OmeroWeb

@Suite struct `OpenAPI description` {
    private let document = OpenAPIDocument(
        prefix: "/omero",
        sessionCookieName: "sessionid",
        routes: Routes.all
    ).json

    @Test func `every endpoint is described once, and nothing else is`() {
        #expect(Set(EndpointName.operations.keys) == Set(EndpointName.allCases))
    }

    @Test func `it has the paths and methods of the table of routes, no more and no fewer`() {
        let described = (document["paths"]?.members ?? []).flatMap { path in
            (path.value.members ?? []).filter { $0.name != "parameters" }
                .map { "\($0.name) \(path.name)" }
        }
        let routed = Routes.all.flatMap { route in
            route.methods.map { "\($0.rawValue.lowercased()) \(route.pattern.label)" }
        }
        #expect(described == routed)
    }

    @Test func `every parameter of a path is declared, numbers as such`() throws {
        for route in Routes.all {
            let path = try #require(document["paths"]?[route.pattern.label])
            let declared = (path["parameters"]?.elements ?? []).map { parameter in
                (parameter["name"]?.string, parameter["schema"]?["type"]?.string)
            }
            #expect(declared.map(\.0) == route.pattern.parameters.map(\.name))
            for (parameter, declaration) in zip(route.pattern.parameters, declared) {
                #expect((declaration.1 == "integer") == parameter.isInteger)
            }
        }
    }

    @Test func `no two operations have the same name, and each says what it answers`() throws {
        var names: Set<String> = []
        for path in document["paths"]?.members ?? [] {
            for method in path.value.members ?? [] where method.name != "parameters" {
                let name = try #require(method.value["operationId"]?.string)
                #expect(names.insert(name).inserted)
                #expect(method.value["summary"]?.string?.isEmpty == false)
                #expect(method.value["responses"]?["404"] != nil)
            }
        }
        #expect(names.count > 100)
    }

    @Test func `statuses follow from what a route is`() throws {
        func statuses(_ path: String, _ method: String) -> [String] {
            (document["paths"]?[path]?[method]?["responses"]?.members ?? []).map(\.name)
        }
        let plane = statuses("/webgateway/render_image/{id}/", "get")
        #expect(plane == ["200", "302", "304", "400", "403", "404", "429", "503"])
        let saved = statuses("/api/v0/m/save/", "post")
        #expect(saved == ["201", "400", "403", "404", "405", "413", "429", "503"])
        #expect(statuses("/webclient/annotation/{id}/", "get").contains("206"))
    }

    @Test func `a schema asks for the members it names and allows others`() {
        let schema = JSONSchema.object(["a": .orNull(.integer), "b": .array(.choice(["x"]))]).json
        #expect(
            schema == [
                "type": "object",
                "properties": [
                    "a": ["anyOf": [["type": "integer"], ["type": "null"]]],
                    "b": ["type": "array", "items": ["type": "string", "enum": ["x"]]],
                ],
                "required": ["a", "b"],
            ]
        )
    }
}
