import Repository

/// Finds the ways from owners down to an object, through what the visitor sees.
///
/// The lowest object that is asked for is the goal; those above it narrow the ways.
struct PathFinder {
    let reader: TreeReader
    let wanted: PathQuery

    var catalogue: any Catalogue { reader.catalogue }

    func paths() throws -> [[TreeStep]] {
        if wanted.tag != nil || wanted.tagSet != nil { return try pathsToTag() }
        if wanted.shape != nil || wanted.roi != nil { return try pathsToRegion() }
        if let image = wanted.image { return try paths(toImage: image) }
        if let dataset = wanted.dataset { return try paths(toDataset: dataset) }
        if let project = wanted.project { return try path(to: .project, project) }
        if let well = wanted.well { return try paths(toWell: well) }
        if let run = wanted.acquisition { return try paths(toRun: run) }
        if let plate = wanted.plate { return try paths(toPlate: plate) }
        if let screen = wanted.screen { return try path(to: .screen, screen) }
        return wanted.experimenter.map { [[TreeStep("experimenter", $0)]] } ?? []
    }

    /// Who owns an object; nil when the visitor does not see it in the groups that are asked for.
    func visible(_ kind: ObjectKind, _ id: Int) throws -> Ownership? {
        guard let ownership = try catalogue.ownership(of: ObjectReference(kind, id)),
            admits(ownership)
        else { return nil }
        return ownership
    }

    func admits(_ ownership: Ownership) -> Bool {
        reader.sees(ownership)
            && (reader.query.groupID == nil || reader.query.groupID == ownership.groupID)
    }

    /// Of what lies right below its owner.
    private func path(to kind: ObjectKind, _ id: Int) throws -> [[TreeStep]] {
        guard let ownership = try visible(kind, id) else { return [] }
        return [[TreeStep("experimenter", ownership.ownerID), TreeStep(kind.rawValue, id)]]
    }

    private func pathsToRegion() throws -> [[TreeStep]] {
        let roi = try wanted.shape.map { try catalogue.shape($0)?.roiID } ?? wanted.roi
        guard let roi, try visible(.roi, roi) != nil, let record = try catalogue.roi(roi) else {
            return []
        }
        let end = [TreeStep("roi", roi)] + (wanted.shape.map { [TreeStep("shape", $0)] } ?? [])
        return try paths(toImage: record.imageID).map { $0 + end }
    }
}
