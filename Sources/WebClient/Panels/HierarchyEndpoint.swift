package import HTTP
import Repository
package import WebAccess

/// `metadata_hierarchy/<type>/<id>/`: where a thing lies, from its owner down, in all ways there are.
package struct HierarchyEndpoint: Endpoint {
    private let panels: Panels

    package init(_ panels: Panels) { self.panels = panels }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let reader = panels.reader(visitor)
        let object = try reader.object(parameters)
        let ways = try reader.ways(to: object.reference).map { steps in
            let items = try steps.map(reader.item)
            return "<ol>\n" + items.joined(separator: "\n") + "\n</ol>"
        }
        return .fragment(
            """
            <div class="panel hierarchy trail" \(object.attributes(for: visitor))>
            \(ways.joined(separator: "\n"))
            </div>

            """
        )
    }
}

extension PanelReader {
    /// Each way once, through wells but not through their fields.
    fileprivate func ways(to object: ObjectReference) throws -> [[TreeStep]] {
        let query = PathQuery(
            to: object,
            isTagSet: try isTagSet(object),
            pageSize: Tree.itemsMax
        )
        let end = object.kind == .well ? [TreeStep("well", object.id)] : []
        return try PathFinder(reader: tree, wanted: query).paths().reduce(into: []) { ways, path in
            let way = path.filter { $0.type != "wellsample" } + end
            if !ways.contains(way) { ways.append(way) }
        }
    }

    private func isTagSet(_ object: ObjectReference) throws -> Bool {
        guard object.kind == .annotation else { return false }
        return try catalogue.annotation(object.id)?.namespace == AnnotationNamespace.tagSet
    }

    /// One step of a way, with a link to where the browser shows it.
    fileprivate func item(_ step: TreeStep) throws -> String {
        let name = HTML.escape(try name(of: step))
        let content =
            BrowserPlace(step).map { "<a href=\"\(panels.context.address(of: $0))\">\(name)</a>" }
            ?? name
        return "<li data-type=\"\(step.type)\" data-id=\"\(step.id)\">\(content)</li>"
    }

    private func name(of step: TreeStep) throws -> String {
        switch step.type {
        case "experimenter": return try name(of: step.id)
        case "orphaned": return Tree.orphanedName
        default:
            let kind = ChangeTarget.words[step.type]
            return try kind.flatMap { try texts(of: ObjectReference($0, step.id))?.name } ?? ""
        }
    }
}

extension BrowserPlace {
    /// Where the browser shows a step of a way; nil where it has no page of it.
    fileprivate init?(_ step: TreeStep) {
        switch step.type {
        case "project": self = .project(step.id)
        case "dataset": self = .dataset(step.id)
        case "image": self = .images([step.id])
        case "screen": self = .screen(step.id)
        case "plate": self = .plate(step.id)
        default: return nil
        }
    }
}
