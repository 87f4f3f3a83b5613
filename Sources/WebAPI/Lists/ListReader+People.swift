import JSON
import Repository

/// Everybody sees who is there, as in OMERO.
extension ListReader {
    /// By last and then by first name.
    func experimenters() throws -> ListedDocuments {
        var found = try people.experimenters()
        if let group = query.parents[.experimentergroups] {
            found.removeAll { !$0.memberships.contains { $0.groupID == group } }
        }
        return try page(
            found,
            by: { $0.lastName + "\0" + $0.firstName },
            write: writer.experimenter
        )
    }

    func experimenterGroups() throws -> ListedDocuments {
        var found = try people.groups()
        if let user = query.parents[.experimenters] {
            found.removeAll { !$0.memberIDs.contains(user) }
        }
        return try page(found, by: \.name, write: writer.experimenterGroup)
    }
}
