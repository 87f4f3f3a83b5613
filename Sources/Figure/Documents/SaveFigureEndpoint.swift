package import HTTP
import JSON
import Kernel
import Repository
import SharedState
package import WebAccess

/// `save_web_figure`: keeps a figure as a new file, or in the place of one; answers its number.
package struct SaveFigureEndpoint: Endpoint {
    private let application: FigureApplication

    package init(_ application: FigureApplication) { self.application = application }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let form = try request.formFields()
        let figure = try Self.figure(form)
        let name = figure.name ?? Self.name(atSeconds: WallClock.nowSeconds())
        let id = try form["fileId"].map(Self.identifier)
        let group = try group(of: figure, id, visitor)
        let kept = try application.files.keep(Array(figure.text.utf8))
        let file = NewAttachment(
            name: name,
            mediaType: "application/json",
            path: kept.path,
            state: kept.state,
            ownership: Ownership(ownerID: visitor.actor.userID, groupID: group)
        )
        do {
            return try write(file, figure.summary(named: name).text(), id, visitor)
        } catch {
            try application.files.remove(kept.path)
            throw error
        }
    }

    private func write(
        _ file: NewAttachment,
        _ summary: String,
        _ id: Int?,
        _ visitor: Visitor
    ) throws -> Response {
        guard let id else {
            let id = try application.catalogue.attach(
                file,
                namespace: FigureApplication.namespace,
                description: summary,
                by: visitor.actor
            )
            return Response(.ok, text: "\(id)")
        }
        let old = try application.catalogue.replaceFile(
            ofAnnotation: id,
            in: FigureApplication.namespace,
            with: file,
            description: summary,
            by: visitor.actor
        )
        try application.files.remove(old)
        return Response(.ok, text: "\(id)")
    }

    /// That of the first image the visitor sees, else the one he works in: whoever sees the image
    /// sees the figure.
    private func group(
        of figure: FigureDocument,
        _ id: Int?,
        _ visitor: Visitor
    ) throws -> Int {
        if let id { return try application.figure(id, visitor).annotation.ownership.groupID }
        if let first = figure.imageIDs.first, let image = try application.catalogue.image(first),
            visitor.may(.view, image)
        {
            return image.groupID
        }
        guard let session = visitor.session else {
            throw Refusal(.forbidden, "Figures are saved by users who are logged in")
        }
        return session.record.groupID
    }

    private static func figure(_ form: FormFields) throws(Refusal) -> FigureDocument {
        guard let text = form["figureJSON"] else {
            throw Refusal(.badRequest, "No 'figureJSON' in POST")
        }
        guard text.utf8.count <= FigureApplication.bytesMax else {
            let limit = FigureApplication.bytesMax
            throw Refusal(.contentTooLarge, "A figure has at most \(limit) bytes")
        }
        guard let figure = FigureDocument(text) else {
            throw Refusal(.badRequest, "figureJSON: expected the JSON of a figure with its panels")
        }
        return figure
    }

    static func identifier(_ text: String) throws(Refusal) -> Int {
        guard let id = Int(text) else {
            throw Refusal(.badRequest, "fileId: expected a number, not '\(text)'")
        }
        return id
    }

    /// As OMERO.figure names what its author did not, with universal time.
    private static func name(atSeconds seconds: Int) -> String {
        let date = HTTPDate.civil(fromDays: seconds / 86_400)
        let time = [seconds / 3600 % 24, seconds / 60 % 60, seconds % 60].map(String.init)
        return "Figure_\(date.year)-\(date.month)-\(date.day)_"
            + time.joined(separator: "-") + ".json"
    }
}
