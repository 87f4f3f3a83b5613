package import HTTP
package import WebAccess

/// `metadata_details/<type>/<id>/`: what a thing is, whose it is, and what is said of it.
package struct DetailsEndpoint: Endpoint {
    private let panels: Panels

    package init(_ panels: Panels) { self.panels = panels }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let reader = panels.reader(visitor)
        return .fragment(try reader.details(of: reader.object(parameters)))
    }
}

extension PanelReader {
    /// The markup of a thing's details; a tag's are its own alone.
    func details(of object: PanelObject) throws -> String {
        """
        <div class="panel details" \(object.attributes(for: visitor))>
        \(object.heading)
        \(try body(of: object))
        </div>

        """
    }

    /// The same on a page that has its name already, closed until somebody opens it.
    func foldedDetails(of object: PanelObject) throws -> String {
        """
        <details class="panel" \(object.attributes(for: visitor))>
        <summary>Details</summary>
        \(try body(of: object))
        </details>
        """
    }

    private func body(of object: PanelObject) throws -> String {
        object.facts.html + "\n" + (try annotations(of: [object.reference]).html)
    }
}
