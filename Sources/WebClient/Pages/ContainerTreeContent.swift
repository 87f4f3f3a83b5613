import Repository

/// A list of images above the tree: everybody's, or those of one user.
struct OwnersImages {
    let title: String
    /// Nil for everybody.
    let ownerID: Int?
    let imageCount: Int
}

/// The markup of the tree beside what is shown.
struct ContainerTreeContent {
    let context: PageContext
    let tree: ContainerTree
    let place: BrowserPlace
    /// Whose containers they are; nil for everybody's.
    let ownerID: Int?
    let lists: [OwnersImages]

    var html: String {
        """
        <nav aria-label="Containers">
        <ul>\(lists.map(list).joined())</ul>
        \(group("Projects", tree.projects.map(project)))
        \(group("Datasets", tree.datasets.map(dataset)))
        \(group("Screens", tree.screens.map(screen)))
        \(group("Plates", tree.plates.map(plate)))
        <h2>By days</h2>
        <ul><li><a href="\(history)"><span>History of imports</span></a></li></ul>
        </nav>
        """
    }

    /// Of the same user as the tree; without one it would be the visitor's.
    private var history: String {
        "\(HTML.escape(context.prefix))/webclient/load_calendar/?experimenter=\(ownerID ?? -1)"
    }

    private func list(_ list: OwnersImages) -> String {
        let address = context.address(of: .everything, ownedBy: list.ownerID)
        let isCurrent = place == .everything && list.ownerID == ownerID
        return "<li>\(link(address, isCurrent, list.title, list.imageCount))</li>"
    }

    private func group(_ title: String, _ items: [String]) -> String {
        if items.isEmpty { return "" }
        let more =
            items.count < ContainerTree.countMax
            ? "" : "<li class=\"empty\">and more, which the API lists</li>"
        return "<h2>\(title)</h2>\n<ul>\(items.joined(separator: "\n"))\(more)</ul>"
    }

    private func project(_ branch: ContainerTree.Branch<ProjectRecord, DatasetRecord>) -> String {
        let project = branch.container
        let members = branch.members.map { $0.map(dataset) }
        return item(.project(project.id), project.name, project.datasetCount, members)
    }

    private func screen(_ branch: ContainerTree.Branch<ScreenRecord, PlateRecord>) -> String {
        let screen = branch.container
        let members = branch.members.map { $0.map(plate) }
        return item(.screen(screen.id), screen.name, screen.plateCount, members)
    }

    private func dataset(_ dataset: DatasetRecord) -> String {
        item(.dataset(dataset.id), dataset.name, dataset.imageCount)
    }

    private func plate(_ plate: PlateRecord) -> String {
        item(.plate(plate.id), plate.name, plate.wellCount)
    }

    private func item(
        _ target: BrowserPlace,
        _ name: String,
        _ count: Int,
        _ members: [String]? = nil
    ) -> String {
        let address = context.address(of: target, ownedBy: ownerID)
        let inner = members.map { "<ul>\($0.joined(separator: "\n"))</ul>" } ?? ""
        return "<li>\(link(address, target == place, name, count))\(inner)</li>"
    }

    private func link(_ address: String, _ isCurrent: Bool, _ name: String, _ count: Int) -> String
    {
        "<a href=\"\(address)\"\(isCurrent ? " aria-current=\"page\"" : "")>"
            + "<span>\(HTML.escape(name))</span> <span class=\"count\">\(count)</span></a>"
    }
}

extension PageContext {
    /// Where a page of the browser is, ready for an attribute.
    ///
    /// - Parameter owner: whose things it lists; nil for everybody's.
    func address(of place: BrowserPlace, ownedBy owner: Int? = nil) -> String {
        let mark = place.query.isEmpty ? "?" : "&amp;"
        return HTML.escape(prefix) + "/webclient/" + place.query
            + (owner.map { "\(mark)experimenter=\($0)" } ?? "")
    }
}
