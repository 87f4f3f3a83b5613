package import HTTP
import Repository
package import WebAccess

/// `load_plate/(plate|acquisition)/<id>/`: the wells of a plate, or of one run over it, as a grid.
///
/// `index` is the number of the field from 0; without it the first there is.
package struct PlatePanelEndpoint: Endpoint {
    private let panels: Panels

    package init(_ panels: Panels) { self.panels = panels }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let reader = panels.reader(visitor)
        let object = try Self.object(parameters, reader)
        let (plate, run) = try Self.plate(object.reference, reader)
        let address = HTML.escape(panels.context.prefix) + "/webclient/load_plate/"
        let grid = try PlateReader(
            catalogue: reader.catalogue,
            visitor: visitor,
            context: panels.context
        ).content(
            of: plate,
            run: run,
            field: PanelReader.index(request),
            fieldAddress: "\(address)\(object.reference.kind.word)/\(object.reference.id)/?index="
        )
        return .fragment(
            """
            <div class="panel wells" \(object.attributes(for: visitor))>
            \(object.heading)
            \(grid.html)
            </div>

            """
        )
    }

    /// A number without a type is a plate's.
    private static func object(
        _ parameters: RouteParameters,
        _ reader: PanelReader
    ) throws -> PanelObject {
        guard parameters.text("type") != nil else {
            return try reader.object(ObjectReference(.plate, parameters.integer("id") ?? 0))
        }
        return try reader.object(parameters)
    }

    private static func plate(
        _ object: ObjectReference,
        _ reader: PanelReader
    ) throws -> (plate: PlateRecord, run: Int?) {
        let run = object.kind == .plateAcquisition ? object.id : nil
        let id = try run.map { try reader.catalogue.plateAcquisition($0)?.plateID } ?? object.id
        guard [.plate, .plateAcquisition].contains(object.kind), let id,
            let plate = try reader.catalogue.plate(id)
        else { throw Refusal(.notFound, "A \(object.kind.word) has no wells") }
        return (plate, run)
    }
}
