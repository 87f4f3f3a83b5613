package import HTTP
import Repository
package import WebAccess
import WebGateway

/// `load_original_metadata/<id>/`: what was read from an image's file, as two tables.
package struct OriginalMetadataEndpoint: Endpoint {
    private let panels: Panels

    package init(_ panels: Panels) { self.panels = panels }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let reader = panels.reader(visitor)
        let reference = ObjectReference(.image, parameters.integer("id") ?? 0)
        let object = try reader.object(reference)
        guard let image = try reader.catalogue.image(reference.id) else {
            throw PanelReader.missing(reference)
        }
        let metadata = OriginalMetadata(image)
        let text = "\(HTML.escape(panels.context.prefix))/webclient/download_orig_metadata/"
        return .fragment(
            """
            <div class="panel original-metadata" \(object.attributes(for: visitor))>
            <p><a href="\(text)\(image.id)/">Download as text</a></p>
            \(Self.table("global", "Global Metadata", metadata.global))
            \(Self.table("series", "Series Metadata", metadata.series))
            </div>

            """
        )
    }

    private static func table(
        _ name: String,
        _ title: String,
        _ pairs: [OriginalMetadata.Pair]
    ) -> String {
        let rows = pairs.map { pair in
            "<tr><th scope=\"row\">\(HTML.escape(pair.name))</th>"
                + "<td class=\"text\">\(HTML.escape(pair.value))</td></tr>"
        }
        return """
            <table class="\(name)">
            <caption>\(title)</caption>
            <tbody>
            \(rows.joined(separator: "\n"))
            </tbody>
            </table>
            """
    }
}
