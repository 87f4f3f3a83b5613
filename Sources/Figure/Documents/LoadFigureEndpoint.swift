package import HTTP
import JSON
import Kernel
import Repository
package import WebAccess
import WebGateway

/// `load_web_figure`: a saved figure, with who may change it and its group.
package struct LoadFigureEndpoint: Endpoint {
    private let application: FigureApplication

    package init(_ application: FigureApplication) { self.application = application }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let figure = try application.figure(parameters.integer("id") ?? 0, visitor)
        let file = try File.open(figure.file.path)
        let size = min(file.sizeBytes, FigureApplication.bytesMax)
        let bytes = try file.read(at: 0, count: size)
        guard var members = JSONReader.document(bytes)?.members else {
            let type = ResponseField("Content-Type", "application/json")
            return Response(.ok, [type], body: .bytes(bytes))
        }
        let ownership = figure.annotation.ownership
        let group = try application.people.group(ownership.groupID)
        members.removeAll { ["canEdit", "group"].contains($0.name) }
        members += [
            .init("canEdit", .boolean(visitor.may(.edit, ownership))),
            .init("group", PeopleDocument.group(ownership.groupID, group)),
        ]
        if !members.contains(where: { $0.name == "figureName" }) {
            members.append(.init("figureName", .string(figure.file.name)))
        }
        return Response(.ok, json: .object(members))
    }
}
