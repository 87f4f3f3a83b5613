package import HTTP
package import Repository
package import WebAccess

/// `/webclient/`: the repository as its visitor sees it: containers beside images, datasets, plates.
package struct BrowserEndpoint: Endpoint {
    let catalogue: any Catalogue
    private let people: any People
    let context: PageContext
    private let panels: Panels

    package init(_ catalogue: any Catalogue & People, _ context: PageContext) {
        self.catalogue = catalogue
        people = catalogue
        self.context = context
        panels = Panels(Tree(catalogue, pageSize: context.pageSize), context)
    }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let query = try QueryParameters(query: request.target.query)
        let place = BrowserPlace(query)
        let owner = try BrowserOwner(query, people)
        let reader = ContainerTreeReader(
            catalogue: catalogue,
            visitor: visitor,
            ownerID: owner.id
        )
        let tree = try reader.tree(around: place)
        let lists = try lists(owner, visitor)
        let isEmpty = lists.first?.imageCount == 0
        let content = try content(of: place, owner, query, reader, tree, isEmpty: isEmpty)
        let markup = ContainerTreeContent(
            context: context,
            tree: tree,
            place: place,
            ownerID: owner.id,
            lists: lists
        )
        return Page(
            context: context,
            title: content.title,
            content: """
                <main class="browser">
                \(markup.html)
                <section>
                \(content.html)
                \(try details(of: place, visitor))
                </section>
                </main>
                \(try PageUser(visitor, people).html)
                """,
            visitor: visitor
        ).response
    }

    /// What is said of the container that is shown.
    private func details(of place: BrowserPlace, _ visitor: Visitor) throws -> String {
        let reader = panels.reader(visitor)
        let object = try place.container.flatMap(reader.seenObject)
        return try object.map(reader.foldedDetails) ?? ""
    }

    private func content(
        of place: BrowserPlace,
        _ owner: BrowserOwner,
        _ query: QueryParameters,
        _ reader: ContainerTreeReader,
        _ tree: ContainerTree,
        isEmpty: Bool
    ) throws -> (title: String, html: String) {
        switch place {
        case .everything, .dataset, .images:
            let (title, heading) = try heading(of: place, owner, reader)
            let content = try images(of: place, owner, query, reader.visitor, isEmpty: isEmpty)
            return (title, heading + content.html)
        case .project(let id):
            guard let project = try reader.project(id) else { throw Self.missing("Project", id) }
            let members = try tree.datasets(of: project) ?? reader.datasets(of: project)
            let content = MembersContent(
                context: context,
                title: project.name,
                description: project.description,
                ownerID: owner.id,
                members: members.map { (.dataset($0.id), $0.name, $0.imageCount) },
                noun: "images"
            )
            return (project.name, content.html)
        case .screen(let id):
            guard let screen = try reader.screen(id) else { throw Self.missing("Screen", id) }
            let members = try tree.plates(of: screen) ?? reader.plates(of: screen)
            let content = MembersContent(
                context: context,
                title: screen.name,
                description: screen.description,
                ownerID: owner.id,
                members: members.map { (.plate($0.id), $0.name, $0.wellCount) },
                noun: "wells"
            )
            return (screen.name, content.html)
        case .plate(let id):
            guard let plate = try reader.plate(id) else { throw Self.missing("Plate", id) }
            let content = try PlateReader(
                catalogue: catalogue,
                visitor: reader.visitor,
                context: context
            ).content(
                of: plate,
                field: query.first("index").flatMap { Int($0) },
                fieldAddress: context.address(of: place, ownedBy: owner.id) + "&amp;index="
            )
            return (plate.name, "<h1>\(HTML.escape(plate.name))</h1>\n" + content.html)
        }
    }

    private static func missing(_ kind: String, _ id: Int) -> Refusal {
        Refusal(.notFound, "\(kind):\(id) not found")
    }
}
