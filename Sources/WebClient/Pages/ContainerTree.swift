import Repository
import WebAccess

/// The containers that a visitor sees, by name; those around what is shown are open.
struct ContainerTree {
    struct Branch<Container, Member> {
        let container: Container
        /// Nil where it is closed.
        let members: [Member]?
    }

    var projects: [Branch<ProjectRecord, DatasetRecord>] = []
    /// Those in no project.
    var datasets: [DatasetRecord] = []
    var screens: [Branch<ScreenRecord, PlateRecord>] = []
    /// Those in no screen.
    var plates: [PlateRecord] = []

    /// Containers of one kind in the tree.
    static let countMax = 500

    /// What was read of an open project; nil when it is closed or beyond the tree.
    func datasets(of project: ProjectRecord) -> [DatasetRecord]? {
        projects.first { $0.container.id == project.id }?.members
    }

    /// The same for a screen.
    func plates(of screen: ScreenRecord) -> [PlateRecord]? {
        screens.first { $0.container.id == screen.id }?.members
    }
}

/// Reads the tree, and what is in its containers.
struct ContainerTreeReader {
    let catalogue: any Catalogue
    let visitor: Visitor
    /// Whose containers the tree has; nil for everybody's.
    let ownerID: Int?

    func tree(around place: BrowserPlace) throws -> ContainerTree {
        let (openProjects, openScreens) = try open(around: place)
        var tree = ContainerTree()
        tree.projects = try catalogue.projects(all, page).records.map { project in
            let isOpen = openProjects.contains(project.id)
            return .init(container: project, members: isOpen ? try datasets(of: project) : nil)
        }
        tree.datasets = try catalogue.datasets(alone, page).records
        tree.screens = try catalogue.screens(all, page).records.map { screen in
            let isOpen = openScreens.contains(screen.id)
            return .init(container: screen, members: isOpen ? try plates(of: screen) : nil)
        }
        tree.plates = try catalogue.plates(alone, page).records
        return tree
    }

    /// The project, when the visitor sees it.
    func project(_ id: Int) throws -> ProjectRecord? {
        try catalogue.project(id).flatMap { visitor.may(.view, $0.ownership) ? $0 : nil }
    }

    func dataset(_ id: Int) throws -> DatasetRecord? {
        try catalogue.dataset(id).flatMap { visitor.may(.view, $0.ownership) ? $0 : nil }
    }

    func screen(_ id: Int) throws -> ScreenRecord? {
        try catalogue.screen(id).flatMap { visitor.may(.view, $0.ownership) ? $0 : nil }
    }

    func plate(_ id: Int) throws -> PlateRecord? {
        try catalogue.plate(id).flatMap { visitor.may(.view, $0.ownership) ? $0 : nil }
    }

    func datasets(of project: ProjectRecord) throws -> [DatasetRecord] {
        let listed = try catalogue.datasets(inProject: project.id, ownerID: nil, page)
        return (listed?.records ?? []).filter { visitor.may(.view, $0.ownership) }
    }

    func plates(of screen: ScreenRecord) throws -> [PlateRecord] {
        let listed = try catalogue.plates(inScreen: screen.id, ownerID: nil, page)
        return (listed?.records ?? []).filter { visitor.may(.view, $0.ownership) }
    }

    /// The numbers of the projects and screens that are open.
    private func open(around place: BrowserPlace) throws -> (projects: Set<Int>, screens: Set<Int>)
    {
        switch place {
        case .everything, .images: ([], [])
        case .project(let id): ([id], [])
        case .screen(let id): ([], [id])
        case .dataset(let id): (Set(try catalogue.projects(ofDataset: id).map(\.id)), [])
        case .plate(let id): ([], Set(try catalogue.screens(ofPlate: id).map(\.id)))
        }
    }

    private var all: ListFilter { ListFilter(Visibility(of: visitor.actor), ownerID: ownerID) }
    private var alone: ListFilter {
        ListFilter(Visibility(of: visitor.actor), ownerID: ownerID, isOrphaned: true)
    }
    private var page: ListPage { ListPage(limit: ContainerTree.countMax) }
}
