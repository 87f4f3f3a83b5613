import Pixels
import SQLite
import TestSupport
import Testing

@testable import Repository

@Suite struct `Lists of a catalogue` {
    private let folder: TemporaryFolder
    private let catalogue: SQLiteCatalogue
    /// Two users, 10 and 11, in a group that shares, 5, and in a private one, 6.
    private static let people = """
        INSERT INTO experimenter (id, omename, firstname, lastname)
            VALUES (10, 'a', 'A', 'A'), (11, 'b', 'B', 'B');
        INSERT INTO experimentergroup (id, name) VALUES (5, 'shared'), (6, 'private');
        """

    init() throws {
        folder = try TemporaryFolder()
        catalogue = try SQLiteCatalogue(path: folder.path("catalogue.db"), isDurable: false)
        try catalogue.database.write { try $0.execute(Self.people) }
    }

    private func project(_ name: String, _ owner: Int, _ group: Int) throws -> Int {
        try catalogue.createProject(
            NewContainer(name: name, ownership: Ownership(ownerID: owner, groupID: group))
        )
    }

    private func names(_ filter: ListFilter) throws -> [String] {
        let listed = try catalogue.projects(filter, ListPage(limit: 100))
        #expect(listed.totalCount == listed.records.count)
        return listed.records.map(\.name)
    }

    private static let member = Visibility.limited(
        userID: 10,
        readableGroups: [5],
        ownGroups: [6]
    )

    @Test func `a member sees groups that share, and only the own objects of private ones`() throws
    {
        _ = try project("b", 10, 5)
        _ = try project("A", 11, 5)
        _ = try project("c", 11, 6)
        _ = try project("D", 10, 6)
        _ = try project("e", 0, 0)
        #expect(try names(ListFilter(Self.member)) == ["A", "b", "D"])
        #expect(try names(ListFilter(.everything)) == ["A", "b", "c", "D", "e"])
        #expect(try names(ListFilter(Self.member, ownerID: 11)) == ["A"])
        #expect(try names(ListFilter(Self.member, groupID: 6)) == ["D"])
        #expect(try names(ListFilter(Self.member, ownerID: 10)) == ["b", "D"])
        #expect(try names(ListFilter(Self.member, ownerID: 11, groupID: 6)) == [])
        #expect(try names(ListFilter(.everything, ownerID: 11)) == ["A", "c"])
        #expect(try names(ListFilter(.everything, groupID: 6)) == ["c", "D"])
        #expect(try names(ListFilter(.everything, isOrphaned: true)) == [])
    }

    @Test func `names alike in all but case follow by their numbers`() throws {
        let ids = try ["x", "X", "x"].map { try project($0, 10, 5) } + [try project("X", 11, 6)]
        let listed = try catalogue.projects(ListFilter(.everything), ListPage(limit: 9))
        #expect(listed.records.map(\.id) == ids)
    }

    @Test(arguments: [1, 2, 3, 7])
    func `pages by offset and pages by position hold the same`(_ limit: Int) throws {
        for index in 0..<20 {
            _ = try project("p\(index * 7 % 10)", 10 + index % 2, 5 + index % 3 % 2)
        }
        for filter in [ListFilter(Self.member), ListFilter(.everything)] {
            let all = try catalogue.projects(filter, ListPage(limit: 100))
            var byOffset: [ProjectRecord] = []
            var byPosition: [ProjectRecord] = []
            while byOffset.count < all.totalCount {
                let page = try catalogue.projects(
                    filter,
                    ListPage(.offset(byOffset.count), limit: limit)
                )
                #expect(page.totalCount == all.totalCount)
                byOffset += page.records
                let start = byPosition.last.map { ListPage.Start.after(name: $0.name, id: $0.id) }
                let page2 = ListPage(start ?? .offset(0), limit: limit)
                byPosition += try catalogue.projects(filter, page2).records
                try #require(!page.records.isEmpty)
            }
            #expect(byOffset == all.records)
            #expect(byPosition == all.records)
        }
    }

    @Test func `more groups than one statement merges still make one list`() throws {
        let count = ListQueries.stripsMax + 30
        try catalogue.database.write { connection in
            for group in 100..<(100 + count) {
                try connection.run(
                    "INSERT INTO experimentergroup (id, name) VALUES (?, ?)",
                    group,
                    "g\(group)"
                )
                try connection.run(
                    "INSERT INTO project (name, owner_id, group_id) VALUES (?, 10, ?)",
                    "p\(group * 37 % 1000)",
                    group
                )
            }
        }
        let filter = ListFilter(
            .limited(userID: 10, readableGroups: Set(100..<(100 + count)), ownGroups: [])
        )
        let all = try catalogue.projects(ListFilter(.everything), ListPage(limit: 1000)).records
        let page = try catalogue.projects(filter, ListPage(.offset(190), limit: 20))
        #expect(page.totalCount == count)
        #expect(page.records == Array(all[190..<210]))
        let last = all[189]
        let after = ListPage(.after(name: last.name, id: last.id), limit: 20)
        #expect(try catalogue.projects(filter, after).records == Array(all[190..<210]))
    }

    @Test func `orphans are those in no container, and counts follow links`() throws {
        let root = Ownership.root
        let projectID = try project("p", 0, 0)
        let first = try catalogue.createDataset(named: "b", description: "", ownedBy: root)
        let second = try catalogue.createDataset(named: "a", description: "", ownedBy: root)
        let orphans = ListFilter(.everything, isOrphaned: true)
        let page = ListPage(limit: 10)
        #expect(try catalogue.datasets(orphans, page).records.map(\.id) == [second, first])
        try catalogue.link(.projectDataset, parent: projectID, child: first, by: 0)
        try catalogue.link(.projectDataset, parent: projectID, child: first, by: 0)
        #expect(try catalogue.project(projectID)?.datasetCount == 1)
        #expect(try catalogue.datasets(orphans, page).records.map(\.id) == [second])
        #expect(try catalogue.datasets(orphans, page).totalCount == 1)
        #expect(try catalogue.projects(ofDataset: first).map(\.id) == [projectID])
        try catalogue.link(.projectDataset, parent: projectID, child: second, by: 0)
        let inProject = try catalogue.datasets(inProject: projectID, ownerID: nil, page)
        #expect(inProject?.records.map(\.name) == ["a", "b"])
        #expect(inProject?.totalCount == 2)
        try catalogue.rename(ObjectReference(.dataset, second), to: "Z", by: 0)
        let renamed = try catalogue.datasets(inProject: projectID, ownerID: nil, page)
        #expect(renamed?.records.map(\.name) == ["b", "Z"])
        #expect(try catalogue.datasets(inProject: projectID, ownerID: 1, page)?.totalCount == 0)
        #expect(try catalogue.datasets(inProject: 99, ownerID: nil, page) == nil)
        try catalogue.delete(ObjectReference(.project, projectID), by: 0)
        #expect(try catalogue.datasets(orphans, page).totalCount == 2)
        #expect(try catalogue.project(projectID) == nil)
    }

    @Test func `an image is an orphan until it lies in a dataset, and again when that goes`() throws
    {
        _ = try catalogue.add(Sample.fileset("a.tif", imageNames: ["c", "B", "a"]))
        let orphans = ListFilter(.everything, isOrphaned: true)
        let page = ListPage(limit: 2)
        let found = try catalogue.images(orphans, page)
        #expect(found.records.map(\.name) == ["a", "B"])
        #expect(found.totalCount == 3)
        let dataset = try catalogue.createDataset(named: "d", description: "", ownedBy: .root)
        let image = found.records[0]
        try catalogue.link(.datasetImage, parent: dataset, child: image.id, by: 1)
        #expect(try catalogue.linkOwner(.datasetImage, parent: dataset, child: image.id) == 1)
        #expect(try catalogue.images(orphans, page).totalCount == 2)
        #expect(try catalogue.images(ListFilter(.everything), page).totalCount == 3)
        #expect(try catalogue.datasets(ofImage: image.id).map(\.imageCount) == [1])
        let inDataset = try catalogue.images(inDataset: dataset, ownerID: nil, page)
        #expect(inDataset?.records.map(\.id) == [image.id])
        #expect(try catalogue.unlink(.datasetImage, parent: dataset, child: image.id, by: 0))
        #expect(try !catalogue.unlink(.datasetImage, parent: dataset, child: image.id, by: 0))
        try catalogue.link(.datasetImage, parent: dataset, child: image.id, by: 0)
        try catalogue.delete(ObjectReference(.dataset, dataset), by: 0)
        #expect(try catalogue.images(orphans, page).totalCount == 3)
    }

    @Test func `images go with all of their fileset, or not at all`() throws {
        guard
            case .added(let fileset, let ids) = try catalogue.add(
                Sample.fileset("a.tif", imageNames: ["1", "2"])
            )
        else {
            Issue.record("not added")
            return
        }
        #expect(throws: RepositoryError.sharedFileset(id: fileset, imageID: ids[1])) {
            try catalogue.deleteImages([ids[0]], by: 0)
        }
        #expect(try catalogue.deleteImages(ids, by: 0).map(\.path) == ["/managed/a.tif"])
        #expect(try catalogue.imageCount() == 0)
        #expect(try catalogue.images(ListFilter(.everything), ListPage(limit: 1)).totalCount == 0)
        #expect(throws: RepositoryError.noSuchObject(ObjectReference(.image, ids[0]))) {
            try catalogue.deleteImages([ids[0]], by: 0)
        }
    }

    @Test func `what cannot be done is an error that says so`() throws {
        let missing = ObjectReference(.project, 7)
        #expect(throws: RepositoryError.noSuchObject(missing)) {
            try catalogue.rename(missing, to: "a", by: 0)
        }
        #expect(throws: RepositoryError.noSuchObject(missing)) {
            try catalogue.delete(missing, by: 0)
        }
        #expect(throws: RepositoryError.cannot(action: "renamed", .well)) {
            try catalogue.rename(ObjectReference(.well, 1), to: "a", by: 0)
        }
        #expect(throws: RepositoryError.noSuchObject(missing)) {
            try catalogue.link(.projectDataset, parent: 7, child: 1, by: 0)
        }
        let projectID = try project("p", 10, 5)
        #expect(throws: RepositoryError.noSuchObject(ObjectReference(.dataset, 1))) {
            try catalogue.link(.projectDataset, parent: projectID, child: 1, by: 0)
        }
        #expect(
            try catalogue.ownership(of: ObjectReference(.project, projectID))
                == Ownership(ownerID: 10, groupID: 5)
        )
        #expect(try catalogue.ownership(of: missing) == nil)
    }
}
