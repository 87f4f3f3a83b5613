package import HTTP
import JSON
import Pixels
import Repository
package import WebAccess
import WebGateway

/// What the editor asks of several images at once, by their numbers.
package struct ImageFactsEndpoint: Endpoint {
    package enum Fact: Sendable {
        /// `timestamps`: when each time point was taken, in seconds; nothing where nobody knows.
        case timestamps
        /// `pixels_type`
        case pixelsType
        /// `z_scale`: how far sections lie apart.
        case sectionDistance
    }

    private let application: FigureApplication
    private let fact: Fact

    package init(_ application: FigureApplication, _ fact: Fact) {
        self.application = application
        self.fact = fact
    }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let words = try QueryParameters(query: request.target.query).all("image")
        let images = try application.images(words.compactMap { Int($0) }, visitor)
        let members = try images.compactMap { image in
            try value(of: image, visitor).map { JSONValue.Member("\(image.id)", $0) }
        }
        return Response(.ok, json: .object(members))
    }

    private func value(of image: ImageRecord, _ visitor: Visitor) throws -> JSONValue? {
        switch fact {
        case .timestamps: return try application.times(of: image)
        case .pixelsType:
            let document = application.gateway.imageData(ShownImage(inDefaults: image), visitor)
            return [
                "pixelsType": document["meta"]?["pixelsType"] ?? .null,
                "pixel_range": document["pixel_range"] ?? .null,
            ]
        case .sectionDistance:
            return image.pixels.physicalSize.zMicrometres.map { micrometres in
                [
                    "valueZ": .number(micrometres), "symbolZ": "µm", "unitZ": "MICROMETER",
                ]
            }
        }
    }
}

/// `images_details`: whose some images are.
package struct ImagesDetailsEndpoint: Endpoint {
    private let application: FigureApplication

    package init(_ application: FigureApplication) { self.application = application }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let text = try QueryParameters(query: request.target.query).first("image") ?? ""
        let ids = try text.split(separator: ",").map { word in
            guard let id = Int(word) else {
                throw Refusal(.badRequest, "image: expected numbers, not '\(word)'")
            }
            return id
        }
        let images = try application.images(ids, visitor)
        return Response(.ok, json: ["data": .array(try images.map(details))])
    }

    private func details(_ image: ImageRecord) throws -> JSONValue {
        let owner = try application.people.experimenter(image.ownerID)
        let group = try application.people.group(image.groupID)
        return [
            "id": .integer(image.id),
            "name": .string(image.name),
            "group": PeopleDocument.group(image.groupID, group),
            "owner": PeopleDocument.owner(image.ownerID, owner),
        ]
    }
}

extension FigureApplication {
    /// When each time point of an image was taken, in seconds; none of one that cannot be read, whose
    /// pictures say why.
    func times(of image: ImageRecord) throws -> JSONValue {
        do {
            return .array(try gateway.timesSeconds(of: image).map(JSONValue.number))
        } catch is RepositoryError {
            return .array([])
        }
    }

    /// Those of some images that are there and seen.
    func images(_ ids: [Int], _ visitor: Visitor) throws -> [ImageRecord] {
        guard ids.count <= Self.imagesMax else {
            throw Refusal(.badRequest, "At most \(Self.imagesMax) images at a time")
        }
        return try ids.compactMap { try gateway.record($0, visitor) }
    }
}
