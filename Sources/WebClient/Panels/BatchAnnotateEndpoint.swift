package import HTTP
import Repository
package import WebAccess

/// `batch_annotate/?image=1&image=2`: some things together, and what is said of any of them.
///
/// What the visitor does not see is passed over, as if it were not there.
package struct BatchAnnotateEndpoint: Endpoint {
    private let panels: Panels

    package init(_ panels: Panels) { self.panels = panels }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let reader = panels.reader(visitor)
        let query = try TreeQuery(request, pageSize: panels.tree.pageSize)
        let objects = try AnnotatedObject.kinds.flatMap { kind, names in
            try reader.tree.visible(kind, names.flatMap(query.numbers)).map {
                ObjectReference(kind, $0)
            }
        }
        guard !objects.isEmpty else {
            throw Refusal(.notFound, "Nothing to annotate: things are named as in image=1")
        }
        let content = BatchAnnotateContent(
            context: panels.context,
            images: try objects.filter { $0.kind == .image }.compactMap {
                try reader.catalogue.image($0.id)
            },
            others: try objects.filter { $0.kind != .image }.map {
                ($0, try reader.texts(of: $0)?.name ?? "")
            },
            mayAnnotate: try objects.allSatisfy(reader.mayAnnotate),
            annotations: try reader.annotations(of: objects)
        )
        return .fragment(content.html)
    }
}

extension PanelReader {
    fileprivate func mayAnnotate(_ object: ObjectReference) throws -> Bool {
        try catalogue.ownership(of: object).map { visitor.may(.annotate, $0) } ?? false
    }
}

/// The markup of some things, images as thumbnails, and of what is said of them.
struct BatchAnnotateContent {
    let context: PageContext
    let images: [ImageRecord]
    let others: [(object: ObjectReference, name: String)]
    /// Whether the visitor may annotate all of them.
    let mayAnnotate: Bool
    let annotations: AnnotationsContent

    var html: String {
        let objects = others.map(\.object) + images.map { ObjectReference(.image, $0.id) }
        let names = objects.map { "\($0.kind.word)-\($0.id)" }.joined(separator: " ")
        return """
            <div class="panel batch-annotate" data-objects="\(names)" \
            data-may-annotate="\(mayAnnotate)">
            <h1>\(objects.count) selected</h1>
            \(list)
            \(ImageList(context: context, images: images).html)
            \(annotations.html)
            </div>

            """
    }

    private var list: String {
        if others.isEmpty { return "" }
        let items = others.map { object, name in
            "<li data-type=\"\(object.kind.word)\" data-id=\"\(object.id)\">\(HTML.escape(name))</li>"
        }
        return "<ul class=\"objects\">\n\(items.joined(separator: "\n"))\n</ul>"
    }
}
