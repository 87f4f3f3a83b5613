import JSON
import Repository

extension DocumentWriter {
    func project(_ record: ProjectRecord, _ place: Place) throws -> JSONValue {
        var document = Document("Project", id: record.id)
        document["omero:details"] = try details(record.ownership)
        document.add("Name", record.name)
        document.add("Description", record.description)
        if place == .list { document["url:project"] = address.object(.projects, record.id) }
        document["url:datasets"] = address.members(.datasets, of: .projects, record.id)
        try addChildCount(record.datasetCount, record.ownership, &document) { owner in
            try catalogue.datasets(inProject: record.id, ownerID: owner, .countAlone)?.totalCount
        }
        return document.json
    }

    func dataset(_ record: DatasetRecord) throws -> JSONValue {
        var document = Document("Dataset", id: record.id)
        let ownership = Ownership(ownerID: record.ownerID, groupID: record.groupID)
        document["omero:details"] = try details(ownership)
        document.add("Name", record.name)
        document.add("Description", record.description)
        document["url:dataset"] = address.object(.datasets, record.id)
        document["url:images"] = address.members(.images, of: .datasets, record.id)
        document["url:projects"] = address.members(.projects, of: .datasets, record.id)
        try addChildCount(record.imageCount, ownership, &document) { owner in
            try catalogue.images(inDataset: record.id, ownerID: owner, .countAlone)?.totalCount
        }
        return document.json
    }

    func screen(_ record: ScreenRecord) throws -> JSONValue {
        var document = Document("Screen", id: record.id)
        document["omero:details"] = try details(record.ownership)
        document.add("Name", record.name)
        document.add("Description", record.description)
        document.add("ProtocolDescription", record.protocolDescription)
        document.add("ProtocolIdentifier", record.protocolIdentifier)
        document.add("ReagentSetDescription", record.reagentSetDescription)
        document.add("ReagentSetIdentifier", record.reagentSetIdentifier)
        document.add("Type", record.type)
        document["url:screen"] = address.object(.screens, record.id)
        document["url:plates"] = address.members(.plates, of: .screens, record.id)
        try addChildCount(record.plateCount, record.ownership, &document) { owner in
            try catalogue.plates(inScreen: record.id, ownerID: owner, .countAlone)?.totalCount
        }
        return document.json
    }

    /// As many as its list holds for this reader: all, or in a private group his own.
    private func addChildCount(
        _ count: Int,
        _ ownership: Ownership,
        _ document: inout Document,
        countOfOwner: (Int) throws -> Int?
    ) rethrows {
        guard hasChildCount else { return }
        guard let owner = visibility.ownerSeen(inGroup: ownership.groupID) else {
            document["omero:childCount"] = .integer(count)
            return
        }
        document["omero:childCount"] = .integer(try countOfOwner(owner) ?? 0)
    }
}

extension ListPage {
    /// Nothing but how many there are.
    fileprivate static var countAlone: ListPage { ListPage(.offset(0), limit: 0) }
}
