import Repository

/// The markup of the tree beside what is shown.
struct ContainerTreeContent {
    let context: PageContext
    let tree: ContainerTree
    let place: BrowserPlace
    let imageCount: Int

    var html: String {
        """
        <nav aria-label="Containers">
        <ul>\(item(.everything, "All images", imageCount))</ul>
        \(group("Projects", tree.projects.map(project)))
        \(group("Datasets", tree.datasets.map(dataset)))
        \(group("Screens", tree.screens.map(screen)))
        \(group("Plates", tree.plates.map(plate)))
        </nav>
        """
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
        let current = target == place ? " aria-current=\"page\"" : ""
        let inner = members.map { "<ul>\($0.joined(separator: "\n"))</ul>" } ?? ""
        return "<li><a href=\"\(context.address(of: target))\"\(current)>"
            + "<span>\(HTML.escape(name))</span> <span class=\"count\">\(count)</span></a>"
            + "\(inner)</li>"
    }
}

extension PageContext {
    /// Where a page of the browser is, ready for an attribute.
    func address(of place: BrowserPlace) -> String {
        HTML.escape(prefix) + "/webclient/" + place.query
    }
}
