package import HTTP
import JSON
import Pixels
import Repository
package import WebAccess
import WebGateway

/// `figure/imgData`: what viewers know of an image, with units and with what holds the image.
package struct FigureImageDataEndpoint: Endpoint {
    private let application: FigureApplication

    package init(_ application: FigureApplication) { self.application = application }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let shown = try application.gateway.shown(parameters, visitor)
        let image = shown.record
        var members = application.gateway.imageData(shown, visitor).members ?? []
        members.removeAll { $0.name == "pixel_size" }
        members += [
            .init("pixel_size", Self.pixelSize(image)),
            .init("deltaT", try application.times(of: image)),
            .init("parents", .object(try parents(of: image, visitor))),
        ]
        return Response(.ok, json: .object(members))
    }

    /// The catalogue keeps micrometres alone, so they are every value's unit.
    private static func pixelSize(_ image: ImageRecord) -> JSONValue {
        let size = image.pixels.physicalSize
        let axes = [
            ("X", size.xMicrometres), ("Y", size.yMicrometres), ("Z", size.zMicrometres),
        ]
        let plain = axes.map { axis, value in
            JSONValue.Member(axis.lowercased(), value.map(JSONValue.number) ?? .null)
        }
        let units = axes.flatMap { axis, value -> [JSONValue.Member] in
            guard let value else { return [] }
            return [
                .init("value" + axis, .number(value)), .init("symbol" + axis, "µm"),
                .init("unit" + axis, "MICROMETER"),
            ]
        }
        return .object(plain + units)
    }

    /// The first of each kind that the visitor sees.
    private func parents(of image: ImageRecord, _ visitor: Visitor) throws -> [JSONValue.Member] {
        let catalogue = application.catalogue
        if let (wellID, sample) = try catalogue.wellSample(ofImage: image.id) {
            return try parents(ofWell: wellID, sample, visitor)
        }
        let datasets = try catalogue.datasets(ofImage: image.id)
        guard let dataset = datasets.first(where: { visitor.may(.view, $0.ownership) }) else {
            return []
        }
        let projects = try catalogue.projects(ofDataset: dataset.id)
        let project = projects.first { visitor.may(.view, $0.ownership) }
        return [Self.parent("dataset", dataset.id, dataset.name)]
            + (project.map { [Self.parent("project", $0.id, $0.name)] } ?? [])
    }

    private static func parent(_ type: String, _ id: Int, _ name: String) -> JSONValue.Member {
        .init(type, ["id": .integer(id), "name": .string(name)])
    }

    private func parents(
        ofWell id: Int,
        _ sample: WellSampleRecord,
        _ visitor: Visitor
    ) throws -> [JSONValue.Member] {
        guard let well = try application.catalogue.well(id), visitor.may(.view, well.ownership),
            let plate = try application.catalogue.plate(well.plateID)
        else { return [] }
        return [
            Self.parent("plate", plate.id, plate.name),
            .init("well", ["id": .integer(id), "label": .string(plate.place(of: well))]),
            .init("wellsample", ["id": .integer(sample.id), "index": .integer(sample.position)]),
        ]
    }
}
