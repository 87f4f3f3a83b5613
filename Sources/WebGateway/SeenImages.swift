import Repository
import WebAccess

/// The images that things hold, of those that a visitor sees.
struct SeenImages {
    let catalogue: any Catalogue
    let visitor: Visitor

    private static let pageCount = 500

    typealias Visit = (ImageRecord) throws -> Void

    /// Visits the images of a thing in its order; some of them may come again with the next thing.
    ///
    /// - Parameter field: which field of a well that is named itself.
    func visit(_ object: ObjectReference, field: Int = 0, _ body: Visit) throws {
        switch object.kind {
        case .image: try visitImages([object.id], body)
        case .well: try visitImages(imageOfWell(object.id, field), body)
        case .plate: try visitPlate(object.id, body)
        case .plateAcquisition: try visitRun(object.id, body)
        case .dataset: try visitDataset(object.id, body)
        case .project:
            guard try sees(object) else { return }
            try visitAll({ try catalogue.datasets(inProject: object.id, ownerID: nil, $0) }) {
                try visitDataset($0.id, body)
            }
        case .screen:
            guard try sees(object) else { return }
            try visitAll({ try catalogue.plates(inScreen: object.id, ownerID: nil, $0) }) {
                try visitPlate($0.id, body)
            }
        default: return
        }
    }

    private func visitImages(_ ids: [Int], _ body: Visit) throws {
        for id in ids {
            guard let image = try catalogue.image(id), visitor.may(.view, image) else { continue }
            try body(image)
        }
    }

    /// The image in a field of a well; none where it has no such field.
    private func imageOfWell(_ id: Int, _ field: Int) throws -> [Int] {
        guard let well = try catalogue.well(id), visitor.may(.view, well.ownership),
            well.samples.indices.contains(field)
        else { return [] }
        return [well.samples[field].imageID]
    }

    private func visitPlate(_ id: Int, _ body: Visit) throws {
        guard try sees(ObjectReference(.plate, id)) else { return }
        try visitImages(catalogue.imageIDs(ofPlate: id), body)
    }

    private func visitRun(_ id: Int, _ body: Visit) throws {
        guard try sees(ObjectReference(.plateAcquisition, id)),
            let run = try catalogue.plateAcquisition(id)
        else { return }
        let fields = WellFields(plateAcquisitionID: id)
        var offset = 0
        while true {
            let wells = try catalogue.wells(
                ofPlate: run.plateID,
                fields,
                offset: offset,
                limit: Self.pageCount
            ).records
            guard !wells.isEmpty else { return }
            for well in wells {
                let samples = well.samples.filter { $0.plateAcquisitionID == id }
                try visitImages(samples.map(\.imageID), body)
            }
            offset += wells.count
        }
    }

    private func visitDataset(_ id: Int, _ body: Visit) throws {
        guard try sees(ObjectReference(.dataset, id)) else { return }
        let visibility = Visibility(of: visitor.actor)
        var last = 0
        while true {
            let page = try catalogue.images(
                inDataset: id,
                after: last,
                limit: Self.pageCount,
                visibleTo: visibility
            )
            for image in page { try body(image) }
            guard page.count == Self.pageCount, let end = page.last else { return }
            last = end.id
        }
    }

    /// Everything that a list holds, page by page.
    private func visitAll<Record: Sendable>(
        _ list: (ListPage) throws -> Listed<Record>?,
        _ body: (Record) throws -> Void
    ) throws {
        var offset = 0
        while true {
            let page = try list(ListPage(.offset(offset), limit: Self.pageCount))
            guard let records = page?.records, !records.isEmpty else { return }
            for record in records { try body(record) }
            offset += records.count
        }
    }

    private func sees(_ object: ObjectReference) throws -> Bool {
        guard let ownership = try catalogue.ownership(of: object) else { return false }
        return visitor.may(.view, ownership)
    }
}
