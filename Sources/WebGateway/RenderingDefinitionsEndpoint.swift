package import HTTP
import JSON
import Pixels
import Rendering
import Repository
package import WebAccess

/// `get_image_rdefs_json`: the rendering settings there are of an image.
///
/// None are stored, so these are the image's defaults alone, which have no number.
package struct RenderingDefinitionsEndpoint: Endpoint {
    private let gateway: Gateway

    package init(_ gateway: Gateway) { self.gateway = gateway }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let record = try gateway.record(parameters, visitor)
        let query = try QueryParameters(query: request.target.query)
        let document: JSONValue = ["rdefs": [Self.definition(record)]]
        return try JSONCallback.response(document, callback: query.first("callback"))
    }

    private static func definition(_ record: ImageRecord) -> JSONValue {
        let settings = record.defaultSettings
        return [
            "id": .null,
            "owner": ["id": .integer(record.ownerID), "firstName": "", "lastName": ""],
            "z": .integer(record.defaultZ),
            "t": 0,
            "model": settings.model == .greyscale ? "greyscale" : "rgb",
            "c": .array(settings.channels.map(channel)),
        ]
    }

    private static func channel(_ channel: ChannelSettings) -> JSONValue {
        [
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
    }
}
