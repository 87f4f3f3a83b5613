/// Brings files and folders into the catalogue.
///
/// Filesets are written whole, some dozens in one transaction, so an import that ends half-way
/// leaves nothing in part, and the next one goes on where it ended: what is there already is passed
/// over.
package struct Importer: Sendable {
    private let catalogue: any Catalogue
    private let reading: any ImageReading

    package static let threadCountMax = 64

    package init(_ catalogue: any Catalogue, reading: any ImageReading = FormatReading()) {
        self.catalogue = catalogue
        self.reading = reading
    }

    /// Imports everything below the paths.
    ///
    /// `progress` is called on this thread after each file;
    /// when it throws, the import ends after the files that are being read.
    ///
    /// - Parameter memory: of earlier rounds over the same paths; nil looks at every file.
    package func run(
        _ paths: [String],
        options: ImportOptions = ImportOptions(),
        memory: ImportMemory? = nil,
        progress: (ImportProgress) throws -> Void = { _ in }
    ) throws -> ImportReport {
        let run = ImportRun(
            catalogue: catalogue,
            reading: reading,
            options: options,
            target: try target(options)
        )
        var walk = FileWalk(reading, memory: memory)
        walk.add(paths)
        var report = ImportReport()
        report.skipped = walk.skipped
        report.failures = walk.failures
        let threads = ImportThreads(run, walk.candidates)
        try threads.work(count: min(max(1, options.threadCount), Self.threadCountMax)) { done in
            report.add(done.path, done.outcome)
            memory?.remember(done.path)
            try progress(done)
        }
        report.omissions = run.omissions
        return report
    }

    private func target(_ options: ImportOptions) throws -> ObjectReference? {
        let ownership = options.ownership
        switch options.target {
        case nil: return nil
        case .dataset(let id):
            guard try catalogue.dataset(id) != nil else {
                throw RepositoryError.noSuchDataset(id: id)
            }
            return ObjectReference(.dataset, id)
        case .screen(let id):
            let screen = ObjectReference(.screen, id)
            guard try catalogue.screen(id) != nil else {
                throw RepositoryError.noSuchObject(screen)
            }
            return screen
        case .datasetNamed(let name):
            return ObjectReference(.dataset, try dataset(named: name, ownership))
        case .datasetIn(let project, let name):
            let found = try catalogue.project(named: project, ownedBy: ownership)?.id
            let new = NewContainer(name: project, ownership: ownership)
            let parent = try found ?? catalogue.createProject(new)
            let child = try dataset(named: name, ownership)
            try catalogue.link(
                .projectDataset,
                parent: parent,
                child: child,
                by: ownership.ownerID
            )
            return ObjectReference(.dataset, child)
        case .screenNamed(let name):
            let found = try catalogue.screen(named: name, ownedBy: ownership)?.id
            let new = NewContainer(name: name, ownership: ownership)
            return ObjectReference(.screen, try found ?? catalogue.createScreen(new))
        }
    }

    /// The owner's oldest dataset of that name, made when there is none.
    private func dataset(named name: String, _ ownership: Ownership) throws -> Int {
        try catalogue.dataset(named: name, ownedBy: ownership)?.id
            ?? catalogue.createDataset(named: name, description: "", ownedBy: ownership)
    }
}
