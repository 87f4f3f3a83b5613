import Repository
import Tables

/// The things in the target of a table by their names and numbers.
final class ObjectNames {
    private let catalogue: any Catalogue
    private let target: ObjectReference
    private var found: [ColumnType: Names] = [:]
    private var wellsOfPlates: [Int: [String: Int]] = [:]

    private static let pageSize = 1000

    /// What is found, or why nothing is.
    enum Answer: Equatable {
        case id(Int)
        case fault(String)
    }

    private struct Names {
        /// Of things that share a name, the number is nil.
        var ids: [String: Int?] = [:]
        var all: Set<Int> = []

        mutating func add(_ id: Int, _ name: String) {
            guard all.insert(id).inserted else { return }
            ids[name] = .some(ids[name] == nil ? id : nil)
        }
    }

    init(_ catalogue: any Catalogue, _ target: ObjectReference) throws {
        guard try catalogue.ownership(of: target) != nil else {
            throw RepositoryError.noSuchObject(target)
        }
        self.catalogue = catalogue
        self.target = target
    }

    /// The thing with that number or name.
    ///
    /// - Parameter plate: the plate of the row, for wells.
    func answer(_ type: ColumnType, _ text: String, named: Bool, plate: Int?) throws -> Answer {
        let place = "\(target.kind.className) \(target.id)"
        if type == .file || type == .roi {
            let kind: ObjectKind = type == .roi ? .roi : .originalFile
            guard let id = Int(text), try catalogue.ownership(of: .init(kind, id)) != nil else {
                return .fault("there is no \(kind.className) '\(text)'")
            }
            return .id(id)
        }
        let noun = type.rawValue.replacing("Column", with: "").lowercased()
        if type == .well && named { return try well(text, plate: plate) }
        let names = try names(of: type)
        if !named, let id = Int(text) {
            return names.all.contains(id)
                ? .id(id) : .fault("there is no \(noun) \(id) in \(place)")
        }
        switch names.ids[text] {
        case .some(.some(let id)): return .id(id)
        case .some(.none): return .fault("several of \(noun) are called '\(text)' in \(place)")
        case nil: return .fault("there is no \(noun) '\(text)' in \(place)")
        }
    }

    private func well(_ text: String, plate: Int?) throws -> Answer {
        let plates = try names(of: .plate).all
        guard let plate = plate ?? (plates.count == 1 ? plates.first : nil) else {
            return .fault("well '\(text)' needs a column Plate, since there are several plates")
        }
        guard let place = WellName(text) else {
            return .fault("'\(text)' is no name of a well, such as A1")
        }
        if wellsOfPlates[plate] == nil { wellsOfPlates[plate] = try wells(ofPlate: plate) }
        guard let id = wellsOfPlates[plate]?["\(place.row)/\(place.column)"] else {
            return .fault("there is no well '\(text)' in Plate \(plate)")
        }
        return .id(id)
    }

    private func wells(ofPlate plate: Int) throws -> [String: Int] {
        try Dictionary(
            wellRecords(ofPlate: plate).map { ("\($0.row)/\($0.column)", $0.id) },
            uniquingKeysWith: { one, _ in one }
        )
    }

    private func wellRecords(ofPlate plate: Int) throws -> [WellRecord] {
        try pages { offset in
            try catalogue.wells(ofPlate: plate, .all, offset: offset, limit: Self.pageSize).records
        }
    }

    private func pages<Record>(_ page: (_ offset: Int) throws -> [Record]) throws -> [Record] {
        var records: [Record] = []
        while true {
            let next = try page(records.count)
            records += next
            if next.count < Self.pageSize { return records }
        }
    }

    private func names(of type: ColumnType) throws -> Names {
        if let names = found[type] { return names }
        var names = Names()
        switch type {
        case .project where target.kind == .project: names.add(target.id, "")
        case .dataset: for dataset in try datasets() { names.add(dataset.id, dataset.name) }
        case .plate: for plate in try plates() { names.add(plate.id, plate.name) }
        case .well:
            for plate in try plates() {
                for well in try wellRecords(ofPlate: plate.id) { names.add(well.id, "") }
            }
        case .image: try addImages(to: &names)
        default: break
        }
        found[type] = names
        return names
    }

    private func datasets() throws -> [DatasetRecord] {
        switch target.kind {
        case .dataset: try catalogue.dataset(target.id).map { [$0] } ?? []
        case .project:
            try pages { offset in
                let page = ListPage(.offset(offset), limit: Self.pageSize)
                let listed = try catalogue.datasets(
                    inProject: target.id,
                    ownerID: nil,
                    page
                )
                return listed?.records ?? []
            }
        default: []
        }
    }

    private func plates() throws -> [PlateRecord] {
        switch target.kind {
        case .plate: try catalogue.plate(target.id).map { [$0] } ?? []
        case .screen:
            try pages { offset in
                let page = ListPage(.offset(offset), limit: Self.pageSize)
                return try catalogue.plates(inScreen: target.id, ownerID: nil, page)?.records ?? []
            }
        default: []
        }
    }

    private func addImages(to names: inout Names) throws {
        if target.kind == .image, let image = try catalogue.image(target.id) {
            names.add(image.id, image.name)
        }
        for dataset in try datasets() {
            var last = 0
            while true {
                let images = try catalogue.images(
                    inDataset: dataset.id,
                    after: last,
                    limit: Self.pageSize
                )
                for image in images { names.add(image.id, image.name) }
                guard images.count == Self.pageSize, let end = images.last else { break }
                last = end.id
            }
        }
        for plate in try plates() {
            for id in try catalogue.imageIDs(ofPlate: plate.id) {
                names.add(id, try catalogue.image(id)?.name ?? "")
            }
        }
    }
}
