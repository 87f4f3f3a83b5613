package import HTTP
import Repository
package import WebAccess

/// `fileset_check/<delete|chgrp>/`: which filesets a change would split; nothing when it splits none.
package struct FilesetCheckEndpoint: Endpoint {
    private let changes: ObjectChanges

    /// Filesets of an answer, and images that are named of each part.
    static let filesetsMax = 100
    static let imagesMax = 100

    package init(_ changes: ObjectChanges) { self.changes = changes }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        guard let word = parameters.text("action"), let change = Change(rawValue: word) else {
            throw Refusal(.notFound, "Nothing but delete and chgrp is checked")
        }
        let query = try QueryParameters(query: request.target.query)
        let objects = try TransferForm.objects(query.pairs.map { ($0.name, $0.value) })
        let split = try changes.catalogue.splitFilesets(
            of: objects,
            change.action,
            by: visitor.actor
        )
        guard !split.isEmpty else { return .fragment("") }
        let items = try split.prefix(Self.filesetsMax).map { try item($0, change) }
        let more = split.count - items.count
        return .fragment(
            """
            <p>Images of one fileset can only be \(change.participle) together.</p>
            \(items.joined(separator: "\n"))
            \(more > 0 ? "<p>And \(more) more filesets.</p>" : "")

            """
        )
    }

    private enum Change: String {
        case delete
        case chgrp

        var action: Action { self == .delete ? .delete : .changeGroup }
        var participle: String { self == .delete ? "deleted" : "moved" }
    }

    private func item(_ fileset: SplitFileset, _ change: Change) throws -> String {
        """
        <div class="split_fileset" data-fileset="\(fileset.id)">
        <p>Fileset \(fileset.id): to be \(change.participle)</p>
        \(try list(fileset.included))
        <p>Not among these</p>
        \(try list(fileset.left))
        </div>
        """
    }

    private func list(_ images: [Int]) throws -> String {
        let items = try images.prefix(Self.imagesMax).map { id in
            let name = try changes.catalogue.image(id)?.name ?? ""
            return "<li data-image=\"\(id)\">\(HTML.escape(name))</li>"
        }
        let more = images.count - items.count
        return "<ul>\(items.joined())\(more > 0 ? "<li>and \(more) more</li>" : "")</ul>"
    }
}
