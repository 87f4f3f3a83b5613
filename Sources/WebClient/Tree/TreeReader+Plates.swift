import JSON
import Repository
import WebAccess

extension TreeReader {
    /// Those in no screen.
    func orphanedPlates(ownerID: Int?) throws -> [JSONValue] {
        let filter = filter(ownerID: ownerID, isOrphaned: true)
        return try catalogue.plates(filter, query.page).records.map(item)
    }

    /// Of a screen, or all.
    func plates(screen: Int?) throws -> [JSONValue] {
        guard let screen else {
            return try catalogue.plates(filter(ownerID: nil), query.page).records.map(item)
        }
        guard let scope = try members(of: ObjectReference(.screen, screen)) else { return [] }
        let found = try catalogue.plates(inScreen: screen, ownerID: scope.ownerID, query.page)
        return try found?.records.map(item) ?? []
    }

    /// A plate's children in the tree are the runs over it, not its wells.
    func item(_ record: PlateRecord) throws -> JSONValue {
        let count = try catalogue.plateAcquisitions(ofPlate: record.id).count
        return item(record.id, record.name, record.ownership, count)
    }

    /// The runs over a plate, by their numbers.
    func plateAcquisitions(plate: Int) throws -> [JSONValue] {
        guard try members(of: ObjectReference(.plate, plate)) != nil else { return [] }
        let found = try catalogue.plateAcquisitions(ofPlate: plate).sorted { $0.id < $1.id }
        return query.page.cut(found).map(item)
    }

    func item(_ run: PlateAcquisitionRecord) -> JSONValue {
        TreeItem(id: run.id, name: run.treeName, ownership: run.ownership).json(for: visitor)
    }
}

extension ListPage {
    /// The page of a few records that lie in memory; only pages by offset are cut.
    func cut<Record>(_ records: [Record]) -> ArraySlice<Record> {
        guard case .offset(let offset) = start else { return [] }
        return records.dropFirst(offset).prefix(limit)
    }
}

extension PlateAcquisitionRecord {
    /// The name, or when it was, or its number.
    var treeName: String {
        if let name { return name }
        let moments = (startSeconds, endSeconds)
        switch moments {
        case (let start?, let end?):
            return TreeDate(seconds: start).name + " - " + TreeDate(seconds: end).name
        case (let start?, nil): return TreeDate(seconds: start).name
        default: return "Run \(id)"
        }
    }
}
