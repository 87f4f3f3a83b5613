package import HTTP
import JSON
package import Repository

/// A project, dataset or screen as a client sends it to be saved.
package struct SavedObject: Equatable {
    package let type: ObjectType
    /// Nil for a new one.
    package let id: Int?
    package let groupID: Int
    package let texts: ContainerTexts

    /// - Throws: `Refusal` with OMERO's words for what is missing.
    package init(_ request: Request, isNew: Bool) throws {
        guard let document = JSONReader.document(request.body), document.members != nil else {
            throw Refusal(.badRequest, "The body is no JSON object")
        }
        id = try Self.id(document, isNew: isNew)
        type = try Self.type(document, isNew: isNew)
        texts = try Self.texts(document, type)
        groupID = try Self.groupID(document, request)
    }

    private static func id(_ document: JSONValue, isNew: Bool) throws -> Int? {
        guard let value = document["@id"] else {
            if isNew { return nil }
            throw Refusal(
                .badRequest,
                "No '@id' attribute. Use POST to create new objects"
            )
        }
        if isNew {
            throw Refusal(.badRequest, "Object has '@id' attribute. Use PUT to update objects")
        }
        guard let id = value.integer else { throw undecodable }
        return id
    }

    private static func type(_ document: JSONValue, isNew: Bool) throws -> ObjectType {
        guard let name = document["@type"] else {
            throw Refusal(.badRequest, "Need to specify @type attribute")
        }
        let text = name.string ?? name.text()
        let parts = text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let className = parts.count == 2 ? String(parts[1]) : text
        let saved: [ObjectType] = [.projects, .datasets, .screens]
        if let type = saved.first(where: { $0.className == className }) {
            guard text == "\(Document.schema)#\(className)" else {
                throw Refusal(.badRequest, "No decoder found for type: \(text)")
            }
            return type
        }
        let what = isNew ? "Creation" : "Update"
        throw Refusal(.methodNotAllowed, "\(what) of \(className) not supported")
    }

    private static func texts(_ document: JSONValue, _ type: ObjectType) throws -> ContainerTexts {
        guard let name = try text(document, "Name"), !name.isEmpty else { throw undecodable }
        var texts = ContainerTexts(name: name, description: try text(document, "Description") ?? "")
        guard type == .screens else { return texts }
        texts.screen = ScreenTexts(
            type: try text(document, "Type"),
            protocolDescription: try text(document, "ProtocolDescription"),
            protocolIdentifier: try text(document, "ProtocolIdentifier"),
            reagentSetDescription: try text(document, "ReagentSetDescription"),
            reagentSetIdentifier: try text(document, "ReagentSetIdentifier")
        )
        return texts
    }

    private static func text(_ document: JSONValue, _ name: String) throws -> String? {
        switch document[name] {
        case nil, .null: return nil
        case .string(let text):
            guard text.utf8.count <= bytesMax else {
                throw Refusal(.badRequest, "\(name): more than \(bytesMax) bytes")
            }
            return text
        default: throw undecodable
        }
    }

    /// Longest text of one member.
    static let bytesMax = 1 << 20

    private static func groupID(_ document: JSONValue, _ request: Request) throws -> Int {
        let query = try QueryParameters(query: request.target.query)
        if let group = try query.integer("group") { return group }
        guard let group = document["omero:details"]?["group"]?["@id"]?.integer else {
            throw Refusal(
                .badRequest,
                "Specify Group in omero:details or query parameters ?group=:id"
            )
        }
        return group
    }

    private static let undecodable = Refusal(
        .badRequest,
        "Error in decode of json data by omero_marshal"
    )
}
