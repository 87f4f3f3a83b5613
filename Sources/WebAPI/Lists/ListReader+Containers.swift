import JSON
import Repository

extension ListReader {
    func projects() throws -> ListedDocuments {
        let write = { (record: ProjectRecord) in try writer.project(record, .list) }
        guard let dataset = query.parents[.datasets] else {
            return try catalogue.projects(filter, query.page).documents(write)
        }
        guard !query.isOrphaned else { return .nothing }
        let found = try catalogue.projects(ofDataset: dataset).filter { admits($0.ownership) }
        return try page(found, by: \.name, write: write)
    }

    func datasets() throws -> ListedDocuments {
        let write = { (record: DatasetRecord) in try writer.dataset(record) }
        if let image = query.parents[.images] {
            guard !query.isOrphaned else { return .nothing }
            return try page(datasets(ofImage: image), by: \.name, write: write)
        }
        guard let project = query.parents[.projects] else {
            return try catalogue.datasets(filter, query.page).documents(write)
        }
        guard let scope = try members(of: ObjectReference(.project, project)) else {
            return .nothing
        }
        return try catalogue.datasets(
            inProject: project,
            ownerID: scope.ownerID,
            query.page
        )?.documents(write) ?? .nothing
    }

    /// Those of one project, when that is asked for as well.
    private func datasets(ofImage image: Int) throws -> [DatasetRecord] {
        let found = try catalogue.datasets(ofImage: image).filter {
            admits($0.ownership)
        }
        guard let project = query.parents[.projects] else { return found }
        return try found.filter { dataset in
            try catalogue.projects(ofDataset: dataset.id).contains { $0.id == project }
        }
    }

    func images() throws -> ListedDocuments {
        let write = { (record: ImageRecord) in try writer.image(record, .list) }
        guard let dataset = query.parents[.datasets] else {
            return try catalogue.images(filter, query.page).documents(write)
        }
        guard let scope = try members(of: ObjectReference(.dataset, dataset)) else {
            return .nothing
        }
        return try catalogue.images(
            inDataset: dataset,
            ownerID: scope.ownerID,
            query.page
        )?.documents(write) ?? .nothing
    }

    func screens() throws -> ListedDocuments {
        let write = { (record: ScreenRecord) in try writer.screen(record) }
        guard let plate = query.parents[.plates] else {
            return try catalogue.screens(filter, query.page).documents(write)
        }
        guard !query.isOrphaned else { return .nothing }
        let found = try catalogue.screens(ofPlate: plate).filter { admits($0.ownership) }
        return try page(found, by: \.name, write: write)
    }
}
