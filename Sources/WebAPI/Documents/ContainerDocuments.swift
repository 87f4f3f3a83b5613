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
        addChildCount(record.datasetCount, &document)
        return document.json
    }

    func dataset(_ record: DatasetRecord) throws -> JSONValue {
        var document = Document("Dataset", id: record.id)
        document["omero:details"] = try details(
            Ownership(ownerID: record.ownerID, groupID: record.groupID)
        )
        document.add("Name", record.name)
        document.add("Description", record.description)
        document["url:dataset"] = address.object(.datasets, record.id)
        document["url:images"] = address.members(.images, of: .datasets, record.id)
        document["url:projects"] = address.members(.projects, of: .datasets, record.id)
        addChildCount(record.imageCount, &document)
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
        addChildCount(record.plateCount, &document)
        return document.json
    }

    private func addChildCount(_ count: Int, _ document: inout Document) {
        if hasChildCount { document["omero:childCount"] = .integer(count) }
    }
}
