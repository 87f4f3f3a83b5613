import JSON
import Repository
import WebAccess

extension TreeReader {
    func projects(ownerID: Int?) throws -> [JSONValue] {
        try catalogue.projects(filter(ownerID: ownerID), query.page).records.map(item)
    }

    /// Those in no project.
    func orphanedDatasets(ownerID: Int?) throws -> [JSONValue] {
        let filter = filter(ownerID: ownerID, isOrphaned: true)
        return try catalogue.datasets(filter, query.page).records.map(item)
    }

    /// Of a project, or all; OMERO counts a project 0 as none.
    func datasets(project: Int?) throws -> [JSONValue] {
        guard let project, project != 0 else {
            return try catalogue.datasets(filter(ownerID: nil), query.page).records.map(item)
        }
        guard let scope = try members(of: ObjectReference(.project, project)) else { return [] }
        let found = try catalogue.datasets(
            inProject: project,
            ownerID: scope.ownerID,
            query.page
        )
        return try found?.records.map(item) ?? []
    }

    func screens(ownerID: Int?) throws -> [JSONValue] {
        try catalogue.screens(filter(ownerID: ownerID), query.page).records.map(item)
    }

    func item(_ record: ProjectRecord) throws -> JSONValue {
        item(record.id, record.name, record.ownership, try childCount(record))
    }

    func childCount(_ record: ProjectRecord) throws -> Int {
        try childCount(record.datasetCount, record.ownership) { owner in
            try catalogue.datasets(inProject: record.id, ownerID: owner, Self.countOnly)?.totalCount
        }
    }

    func item(_ record: DatasetRecord) throws -> JSONValue {
        item(record.id, record.name, record.ownership, try childCount(record))
    }

    func childCount(_ record: DatasetRecord) throws -> Int {
        try childCount(record.imageCount, record.ownership) { owner in
            try catalogue.images(inDataset: record.id, ownerID: owner, Self.countOnly)?.totalCount
        }
    }

    func item(_ record: ScreenRecord) throws -> JSONValue {
        item(record.id, record.name, record.ownership, try childCount(record))
    }

    func childCount(_ record: ScreenRecord) throws -> Int {
        try childCount(record.plateCount, record.ownership) { owner in
            try catalogue.plates(inScreen: record.id, ownerID: owner, Self.countOnly)?.totalCount
        }
    }

    /// A container with the number of its members that the visitor sees.
    func item(_ id: Int, _ name: String, _ ownership: Ownership, _ childCount: Int) -> JSONValue {
        TreeItem(id: id, name: name, ownership: ownership, childCount: childCount)
            .json(for: visitor)
    }
}
