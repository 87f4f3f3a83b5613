package import HTTP
import JSON
import Repository
package import WebAccess

/// `wellData` and `well/…/children`: the image that stands for a well, or all of its fields.
package struct WellEndpoint: Endpoint {
    package enum Subject: Sendable {
        case firstImage
        case images
    }

    private let application: BrowsingApplication
    private let subject: Subject

    package init(_ application: BrowsingApplication, _ subject: Subject) {
        self.application = application
        self.subject = subject
    }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let id = parameters.integer("id") ?? 0
        guard let well = try application.catalogue.well(id), visitor.may(.view, well.ownership)
        else { throw Refusal(.notFound, "Well:\(id) not found") }
        let query = try QueryParameters(query: request.target.query)
        let run = query.integer("run")
        // A field of no run belongs to each of them, as OMERO has it.
        let samples = well.samples.filter {
            run == nil || $0.plateAcquisitionID == nil || $0.plateAcquisitionID == run
        }
        let items = application.items(query)
        let fields = try samples.compactMap { sample in
            try application.gateway.record(sample.imageID, visitor).map { image in
                try field(sample, try items.members(image))
            }
        }
        return try JSONCallback.response(
            try document(of: well, fields),
            callback: query.first("callback")
        )
    }

    private func document(of well: WellRecord, _ fields: [[JSONValue.Member]]) throws -> JSONValue {
        switch subject {
        case .images: return .array(fields.map(JSONValue.object))
        case .firstImage:
            guard let first = fields.first else {
                throw Refusal(.notFound, "Well:\(well.id) has no images")
            }
            return .object(first + [.init("wellId", .integer(well.id))])
        }
    }

    private func field(
        _ sample: WellSampleRecord,
        _ item: [JSONValue.Member]
    ) throws -> [JSONValue.Member] {
        guard subject == .images else { return item }
        let places = [("x", sample.positionX), ("y", sample.positionY)]
        let position = places.compactMap { axis, value in
            value.map {
                JSONValue.Member(axis, ["value": .number($0), "unit": "REFERENCEFRAME"])
            }
        }
        let named = try item.map { member in
            guard member.name == "name", let run = sample.plateAcquisitionID else { return member }
            let name = try application.catalogue.plateAcquisition(run)?.name
            let suffix = " [Run: \(name ?? "Run \(run)")]"
            return JSONValue.Member("name", .string((member.value.string ?? "") + suffix))
        }
        return named + (position.isEmpty ? [] : [.init("position", .object(position))])
    }
}
