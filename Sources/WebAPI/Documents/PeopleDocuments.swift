import JSON
import Repository
import WebAccess

extension DocumentWriter {
    /// A user as a thing of his own.
    func experimenter(_ record: ExperimenterRecord) -> JSONValue {
        var document = experimenter(record, permissions: permissionsOnPeople)
        document["url:experimenter"] = address.object(.experimenters, record.id)
        document["url:experimentergroups"] = address.members(
            .experimentergroups,
            of: .experimenters,
            record.id
        )
        return document.json
    }

    /// A user without links; strangers are told the names alone (CVE-2019-16245).
    func experimenter(
        _ record: ExperimenterRecord,
        permissions: PermissionsDocument
    ) -> Document {
        var document = Document("Experimenter", id: record.id)
        document["omero:details"] = permissions.details
        document.add("UserName", record.userName)
        document.add("FirstName", record.firstName)
        document.add("MiddleName", record.middleName)
        document.add("LastName", record.lastName)
        if visitor.actor.mayKnow(record) {
            document.add("Email", record.email)
            document.add("Institution", record.institution)
        }
        return document
    }

    /// A group as a thing of its own.
    func experimenterGroup(_ record: GroupRecord) -> JSONValue {
        var document: Document = experimenterGroup(record)
        document["url:experimentergroup"] = address.object(.experimentergroups, record.id)
        document["url:experimenters"] = address.members(
            .experimenters,
            of: .experimentergroups,
            record.id
        )
        if hasChildCount { document["omero:childCount"] = .integer(record.memberIDs.count) }
        return document.json
    }

    func experimenterGroup(_ record: GroupRecord) -> Document {
        var document = Document("ExperimenterGroup", id: record.id)
        document["omero:details"] = PermissionsDocument(level: record.level).details
        document.add("Name", record.name)
        document.add("Description", record.description)
        return document
    }

    /// Everybody with an account may annotate people; only administrators change them.
    private var permissionsOnPeople: PermissionsDocument {
        var permissions = PermissionsDocument.nothing
        permissions.canAnnotate = visitor.actor.role != .visitor
        permissions.canLink = permissions.canAnnotate
        permissions.canEdit = visitor.actor.role.privileges.contains(.modifyUser)
        return permissions
    }
}
