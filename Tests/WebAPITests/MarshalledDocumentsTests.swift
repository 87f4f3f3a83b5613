import JSON
import TestSupport
import Testing
import WebAccess

@testable import Repository
@testable import WebAPI

/// Documents against those that OMERO's own encoder is tested with.
@Suite(.enabled(if: TestData.isPresent, .init(rawValue: TestData.absent)))
struct `Documents as OMERO encodes them` {
    private let under: APIUnderTest

    init() throws { under = try APIUnderTest() }

    /// Every dictionary with a type in the encoder's tests, however deep, by its type.
    private static func encoded() throws -> [String: [JSONValue]] {
        var found: [String: [JSONValue]] = [:]
        for name in [
            "base_encoder", "container_encoders", "image_pixels_encoder", "shape_encoders",
        ] {
            let text = try TestData.text("omero-json/omero-marshal/test_\(name).json")
            collect(try #require(JSONReader.document(text)), into: &found)
        }
        return found
    }

    private static func collect(_ value: JSONValue, into found: inout [String: [JSONValue]]) {
        if let type = value["@type"]?.string { found[type, default: []].append(value) }
        for inner in value.elements ?? value.members?.map(\.value) ?? [] {
            collect(inner, into: &found)
        }
    }

    /// Members of a document and of all within it are some that the encoder writes, of one kind.
    private static func check(_ value: JSONValue, _ encoded: [String: [JSONValue]]) {
        if let type = value["@type"]?.string, let known = encoded[type] {
            for member in value.members ?? [] where !isOfTheAPI(member.name) {
                let others = known.compactMap { $0[member.name] }
                #expect(!others.isEmpty, "\(type) has no \(member.name)")
                #expect(
                    others.isEmpty || others.contains { $0.kind == member.value.kind },
                    "\(type): \(member.name) is \(member.value.kind)"
                )
            }
        }
        for inner in value.elements ?? value.members?.map(\.value) ?? [] { check(inner, encoded) }
    }

    /// What the API adds to the encoder's documents.
    private static func isOfTheAPI(_ name: String) -> Bool {
        name.hasPrefix("url:") || ["omero:wellsampleIndex", "omero:childCount"].contains(name)
    }

    @Test func `no document has a member, or a kind of value, that OMERO's has not`() throws {
        let encoded = try Self.encoded()
        #expect(encoded.count > 20)
        let found = try under.plate()
        let dataset = try under.dataset("d")
        let image = try under.image("i", dataset: dataset)
        let project = try under.project("p")
        for path in [
            "projects/\(project)/", "datasets/\(dataset)/", "images/\(image)/", "images/",
            "screens/\(found.screen)/", "plates/50/", "wells/70/", "plateacquisitions/60/",
            "experimenters/10/", "experimentergroups/5/",
        ] { Self.check(try under.data(path), encoded) }
    }

    @Test func `what OMERO's documents must have is in ours`() throws {
        let encoded = try Self.encoded()
        let project = try under.data("projects/\(under.project("p"))/")
        let details = try #require(project["omero:details"])
        let permissions = try #require(details["permissions"])
        #expect(encoded["TBD#Permissions"]?.first?.names == permissions.names)
        #expect(encoded["TBD#Details"]?.contains { $0.names.isSuperset(of: details.names) } == true)
        let image = try under.data("images/\(under.image("i"))/")
        let length = try #require(image["Pixels"]?["PhysicalSizeX"])
        #expect(encoded["TBD#LengthI"]?.first?.names == length.names)
        #expect(encoded["TBD#PixelsType"]?.first?.names == image["Pixels"]?["Type"]?.names)
        #expect(encoded["TBD#Format"]?.first?.names == image["omero:format"]?.names)
    }
}

extension JSONValue {
    /// What sort of value it is, whatever it says.
    fileprivate var kind: String {
        switch self {
        case .null: "null"
        case .boolean: "boolean"
        case .number: "number"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }
}
