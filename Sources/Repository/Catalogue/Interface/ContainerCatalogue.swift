/// Projects and their datasets.
package protocol ContainerCatalogue: Sendable {
    func project(_ id: Int) throws -> ProjectRecord?
    /// By name.
    func projects(_ filter: ListFilter, _ page: ListPage) throws -> Listed<ProjectRecord>
    /// The projects that hold a dataset, by their numbers.
    func projects(ofDataset dataset: Int) throws -> [ProjectRecord]
    /// The oldest project of an owner with that name.
    func project(named name: String, ownedBy ownership: Ownership) throws -> ProjectRecord?
    /// Answers the id of the new project.
    func createProject(_ project: NewContainer) throws -> Int

    func dataset(_ id: Int) throws -> DatasetRecord?
    /// The oldest dataset of an owner with that name.
    func dataset(named name: String, ownedBy ownership: Ownership) throws -> DatasetRecord?
    func datasets(after id: Int, limit: Int) throws -> [DatasetRecord]
    /// By name.
    func datasets(_ filter: ListFilter, _ page: ListPage) throws -> Listed<DatasetRecord>
    /// By name; nil when there is no such project.
    ///
    /// - Parameter ownerID: whose datasets; nil for all.
    func datasets(
        inProject project: Int,
        ownerID: Int?,
        _ page: ListPage
    ) throws -> Listed<DatasetRecord>?
    /// The datasets that hold an image, by their numbers.
    func datasets(ofImage image: Int) throws -> [DatasetRecord]
    /// How many images come before one in the list of a dataset by name; nil when it is not there.
    ///
    /// - Parameter ownerID: whose images are counted; nil for all.
    func position(ofImage image: Int, inDataset dataset: Int, ownerID: Int?) throws -> Int?
    /// The same among those of its owner and group that lie in no container.
    func position(ofOrphan image: Int) throws -> Int?
    /// Answers the id of the new dataset.
    func createDataset(
        named name: String,
        description: String,
        ownedBy ownership: Ownership
    ) throws -> Int
}
