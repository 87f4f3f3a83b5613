import HTTP
import Repository

/// One thing that was found.
struct SearchResult: Equatable {
    let object: ObjectReference
    let name: String
    let ownership: Ownership
    /// Seconds since 1970; nil where that is not known.
    let acquisitionSeconds: Double?
    /// When it came into the repository, in seconds since 1970.
    let createdSeconds: Int

    /// The thing as the catalogue has it; nil when there is none.
    init?(_ object: ObjectReference, _ catalogue: any Catalogue) throws {
        self.object = object
        var acquired: Double?
        switch object.kind {
        case .project:
            guard let found = try catalogue.project(object.id) else { return nil }
            (name, ownership, createdSeconds) = (found.name, found.ownership, found.createdSeconds)
        case .screen:
            guard let found = try catalogue.screen(object.id) else { return nil }
            (name, ownership, createdSeconds) = (found.name, found.ownership, found.createdSeconds)
        case .plate:
            guard let found = try catalogue.plate(object.id) else { return nil }
            (name, ownership, createdSeconds) = (found.name, found.ownership, found.createdSeconds)
        case .dataset:
            guard let found = try catalogue.dataset(object.id) else { return nil }
            (name, createdSeconds) = (found.name, found.createdSeconds)
            ownership = Ownership(ownerID: found.ownerID, groupID: found.groupID)
        case .well:
            guard let found = try catalogue.well(object.id) else { return nil }
            (name, ownership, createdSeconds) = ("Well \(found.id)", found.ownership, 0)
        case .image:
            guard let found = try catalogue.image(object.id) else { return nil }
            (name, createdSeconds) = (found.name, found.importedSeconds)
            ownership = Ownership(ownerID: found.ownerID, groupID: found.groupID)
            acquired = found.acquisitionSeconds
        default: return nil
        }
        acquisitionSeconds = acquired
    }

    /// Whether it is of the group, the owner and the days that a form asks for.
    func fits(_ form: SearchForm) -> Bool {
        if let group = form.groupID, ownership.groupID != group { return false }
        if let owner = form.ownerID, ownership.ownerID != owner { return false }
        guard let days = form.days else { return true }
        let seconds = form.isAcquisitionDate ? acquisitionSeconds : Double(createdSeconds)
        guard let seconds, let day = Int(exactly: (seconds / 86_400).rounded(.down)) else {
            return false
        }
        return days.contains(day)
    }
}
