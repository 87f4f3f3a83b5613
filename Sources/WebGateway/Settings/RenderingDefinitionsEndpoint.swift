package import HTTP
import JSON
import Pixels
import Rendering
package import Repository
package import WebAccess

/// `get_image_rdefs_json`: the rendering settings that users saved of an image.
package struct RenderingDefinitionsEndpoint: Endpoint {
    private let gateway: Gateway
    private let people: any People

    package init(_ gateway: Gateway, _ people: any People) {
        self.gateway = gateway
        self.people = people
    }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let record = try gateway.record(parameters, visitor)
        let query = try QueryParameters(query: request.target.query)
        let definitions = try gateway.renderings(of: record, seenBy: visitor).map(definition)
        let document: JSONValue = ["rdefs": .array(definitions)]
        return try JSONCallback.response(document, callback: query.first("callback"))
    }

    private func definition(_ rendering: RenderingRecord) throws -> JSONValue {
        let owner = try people.experimenter(rendering.ownerID)
        return [
            "id": .integer(rendering.id),
            "owner": PeopleDocument.owner(rendering.ownerID, owner),
            "z": .integer(rendering.choice.defaultZ),
            "t": .integer(rendering.choice.defaultT),
            "model": rendering.choice.model == .greyscale ? "greyscale" : "rgb",
            "c": .array(rendering.choice.channels.map(Self.channel)),
        ]
    }

    private static func channel(_ channel: ChannelBinding) -> JSONValue {
        let document: JSONValue = [
            "active": .boolean(channel.isActive),
            "start": .number(channel.window.start),
            "end": .number(channel.window.end),
            "color": .string(channel.color.hexadecimal),
            "inverted": .boolean(channel.isInverted),
            "reverseIntensity": .boolean(channel.isInverted),
            "family": .string(channel.family.rawValue),
            "coefficient": .number(channel.coefficient),
            "rgb": [
                "red": .integer(Int(channel.color.red)),
                "green": .integer(Int(channel.color.green)),
                "blue": .integer(Int(channel.color.blue)),
            ],
        ]
        guard let name = channel.lookUpTableName else { return document }
        return .object((document.members ?? []) + [.init("lut", .string(name))])
    }
}
