import Kernel

/// Deletes what somebody asks for, with the copies of files that the repository made for it.
///
/// Thousands of images are deleted in batches of one transaction each, so that nobody else waits
/// long to write, and containers last: what is ended half-way is whole, and asking again goes on.
package struct ObjectDeletion: Sendable {
    private let catalogue: any Catalogue
    private let files: ManagedFolder

    /// - Parameter dataFolder: only below it files are removed, whatever the catalogue says.
    package init(_ catalogue: any Catalogue, dataFolder: String) {
        self.catalogue = catalogue
        files = ManagedFolder(path: dataFolder)
    }

    /// - Throws: `RepositoryError` or `PeopleError` for what is not there or not allowed.
    package func delete(_ deletion: Deletion, by actor: Actor) throws {
        let plan = try catalogue.plan(deletion, by: actor)
        let withShared = deletion.withSharedAnnotations
        for batch in plan.imageBatches {
            let copies = try catalogue.deleteImages(
                batch,
                withSharedAnnotations: withShared,
                by: actor
            )
            try files.remove(copies)
        }
        guard !plan.objects.isEmpty else { return }
        let copies = try catalogue.delete(
            plan.objects,
            withSharedAnnotations: withShared,
            by: actor
        )
        try files.remove(copies)
    }
}
