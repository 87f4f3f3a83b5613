import TestSupport
import Testing

@testable import Repository

/// 2017-SV2 and SV3: rights were asked for before the change, and not where it was made.
@Suite struct `Rights at the time of the change` {
    private let folder: TemporaryFolder
    private let catalogue: SQLiteCatalogue
    private let lab: Int
    private let anna: Actor
    private let bob: Actor
    private let project: ObjectReference

    init() throws {
        folder = try TemporaryFolder()
        let catalogue = try SQLiteCatalogue(path: folder.path("catalogue.db"), isDurable: false)
        let lab = try catalogue.add(GroupDetails(name: "lab", level: .readWrite), by: .root)
        func member(_ name: String) throws -> Actor {
            let details = PersonDetails(userName: name, firstName: "A", lastName: name)
            let id = try catalogue.add(NewExperimenter(details, groupIDs: [lab]), by: .root)
            return try #require(try catalogue.experimenter(id)?.actor)
        }
        anna = try member("anna")
        bob = try member("bob")
        let texts = ContainerTexts(name: "p")
        project = ObjectReference(
            .project,
            try catalogue.create(.project, texts, inGroup: lab, by: anna)
        )
        self.catalogue = catalogue
        self.lab = lab
    }

    @Test func `a member of a group that shares all changes and deletes`() throws {
        try catalogue.write(ContainerTexts(name: "q"), to: project, by: bob)
        #expect(try catalogue.project(project.id)?.name == "q")
        try catalogue.delete(project, by: bob)
        #expect(try catalogue.project(project.id) == nil)
    }

    @Test func `who lost the right meanwhile is refused, and what he may see no more is missing`()
        throws
    {
        let refused = "Project \(project.id)"
        for level in [GroupLevel.readAnnotate, .readOnly] {
            try catalogue.change(group: lab, to: GroupDetails(name: "lab", level: level), by: .root)
            #expect(throws: PeopleError.notAllowed("delete \(refused)")) {
                try catalogue.delete(project, by: bob)
            }
            #expect(throws: PeopleError.notAllowed("change \(refused)")) {
                try catalogue.write(ContainerTexts(name: "q"), to: project, by: bob)
            }
        }
        try catalogue.change(group: lab, to: GroupDetails(name: "lab"), by: .root)
        #expect(throws: RepositoryError.noSuchObject(project)) {
            try catalogue.delete(project, by: bob)
        }
        #expect(try catalogue.project(project.id)?.name == "p")
    }

    @Test func `who became inactive meanwhile does nothing, not even with what is his own`() throws
    {
        try catalogue.setActive(false, experimenter: anna.userID, by: .root)
        #expect(throws: RepositoryError.noSuchObject(project)) {
            try catalogue.delete(project, by: anna)
        }
        #expect(throws: PeopleError.notAllowed("add to group \(lab)")) {
            try catalogue.create(.dataset, ContainerTexts(name: "d"), inGroup: lab, by: anna)
        }
    }

    @Test func `nobody adds to groups that say who is active`() throws {
        for group in [KnownPeople.userGroup, KnownPeople.guestGroup] {
            #expect(throws: PeopleError.notAllowed("add to group \(group)")) {
                try catalogue.create(.screen, ContainerTexts(name: "s"), inGroup: group, by: .root)
            }
        }
    }
}
