import Kernel
import SQLite
import TestSupport
import Testing

@testable import Repository

@Suite struct `Lists of what is seen` {
    private let folder: TemporaryFolder
    private let catalogue: SQLiteCatalogue

    /// Images 1…6000: owner 0…2 in turn, groups 3 (private), 4 (read-only), 5 in turn.
    init() throws {
        folder = try TemporaryFolder()
        catalogue = try SQLiteCatalogue(path: folder.path("catalogue.db"), isDurable: false)
        for name in ["private", "open", "other"] {
            _ = try catalogue.add(GroupDetails(name: name), by: .root)
        }
        try catalogue.database.write { connection in
            try connection.execute(
                """
                INSERT INTO experimenter (id, omename, firstname, lastname) VALUES (2, 'a', 'a', 'a');
                INSERT INTO dataset (id, name, owner_id, group_id)
                    VALUES (1, 'a', 0, 3), (2, 'b', 2, 3), (3, 'c', 0, 4), (4, 'd', 0, 5);
                WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 6000)
                INSERT INTO fileset (id, path, version, owner_id, group_id)
                    SELECT i, '/' || i, i, (i / 3) % 3, 3 + i % 3 FROM n;
                INSERT INTO image (id, name, description, owner_id, group_id, fileset, series,
                    format, sizex, sizey, sizez, sizec, sizet, pixelstype, significantbits,
                    tilewidth, tileheight, imported)
                    SELECT id, id, '', owner_id, group_id, id, 0, 'TIFF', 8, 8, 1, 1, 1, 'uint8',
                    8, 8, 8, 0 FROM fileset;
                INSERT INTO datasetimagelink (parent, child)
                    SELECT group_id - 2, id FROM image WHERE group_id = 3;
                """
            )
        }
    }

    private let actor = Actor(
        userID: 2,
        role: .user,
        memberships: [3: .isPrivate, 4: .readOnly]
    )

    private func isSeen(_ id: Int) -> Bool {
        id % 3 == 1 || id % 3 == 0 && (id / 3) % 3 == 2
    }

    @Test func `pages, counts and datasets hold what is seen, in order, and nothing else`() throws {
        let seen = (1...6000).filter(isSeen)
        let visibility = Visibility(of: actor)
        #expect(try catalogue.imageCount(visibleTo: visibility) == seen.count)
        var found: [Int] = []
        while true {
            let page = try catalogue.images(
                after: found.last ?? 0,
                limit: 499,
                visibleTo: visibility
            )
            if page.isEmpty { break }
            #expect(
                page.allSatisfy {
                    may(
                        actor,
                        .view,
                        .init(
                            ownerID: $0.ownerID,
                            groupID: $0.groupID,
                            level: $0.groupID == 4 ? .readOnly : .isPrivate
                        )
                    )
                }
            )
            found += page.map(\.id)
        }
        #expect(found == seen)
        let datasets = try catalogue.datasets(after: 0, limit: 10, visibleTo: visibility)
        #expect(datasets.map(\.id) == [2, 3])
        #expect(try catalogue.imageCount(visibleTo: .everything) == 6000)
        #expect(
            try catalogue.images(after: 10, limit: 2, visibleTo: .everything).map(\.id) == [11, 12]
        )
        let nobody = Visibility(of: Actor(userID: 9, role: .user))
        #expect(try catalogue.imageCount(visibleTo: nobody) == 0)
        #expect(try catalogue.images(after: 0, limit: 5, visibleTo: nobody).isEmpty)
    }

    @Test(arguments: [0, 1, 2, 9])
    func `of one owner a page and a count hold what is seen of his`(owner: Int) throws {
        let own = (1...6000).filter { ($0 / 3) % 3 == owner }
        for (visibility, wanted) in [
            (Visibility.everything, own), (Visibility(of: actor), own.filter(isSeen)),
        ] {
            #expect(
                try catalogue.imageCount(ownedBy: owner, visibleTo: visibility) == wanted.count
            )
            let page = try catalogue.images(
                ownedBy: owner,
                after: 40,
                limit: 500,
                visibleTo: visibility
            )
            #expect(page.map(\.id) == Array(wanted.drop { $0 <= 40 }.prefix(500)))
        }
    }

    @Test func `a dataset that is not seen is empty, and one that is holds what is seen`() throws {
        func ids(_ dataset: Int, _ visibility: Visibility) throws -> [Int] {
            try catalogue.images(inDataset: dataset, after: 0, limit: 3, visibleTo: visibility)
                .map(\.id)
        }
        #expect(try ids(1, .everything) == [3, 6, 9])
        #expect(try ids(1, Visibility(of: actor)) == [])
        try catalogue.database.write { connection in
            try connection.execute("UPDATE dataset SET owner_id = 2 WHERE id = 1")
        }
        #expect(try ids(1, Visibility(of: actor)) == [6, 15, 24])
    }

    @Test func `counts follow images that are removed or change their owner or group`() throws {
        let visibility = Visibility(of: actor)
        let before = try catalogue.imageCount(visibleTo: visibility)
        try catalogue.database.write { connection in
            try connection.execute(
                """
                DELETE FROM image WHERE id = 1;
                UPDATE image SET group_id = 5 WHERE id = 4;
                UPDATE image SET owner_id = 2 WHERE id = 3;
                """
            )
        }
        #expect(try catalogue.imageCount(visibleTo: visibility) == before - 1)
    }

    @Test func `a page is found through indexes`() throws {
        let questions = [
            (VisibleQueries.pageInGroup("image"), 3), (VisibleQueries.pageOfOwner("image"), 4),
            (VisibleQueries.pageInGroup("dataset"), 3), (VisibleQueries.pageOfOwner("dataset"), 4),
            (VisibleQueries.pageOfOwnerAnywhere("image"), 3),
            (VisibleQueries.countInGroup, 1), (VisibleQueries.countOfOwner, 2),
            (VisibleQueries.countOfOwnerAnywhere, 1),
        ]
        for (text, _) in questions {
            let plan = try catalogue.database.read { connection in
                let literal = text.replacing("?", with: "7")
                return try connection.rows("EXPLAIN QUERY PLAN \(literal)") { row in
                    _ = try (row.next(Int.self), row.next(Int.self), row.next(Int.self))
                    return try row.next(String.self)
                }
            }.joined()
            #expect(!plan.contains("SCAN") && !plan.contains("TEMP"), "\(text): \(plan)")
        }
    }
}

@Suite struct `Remembered users` {
    @Test func `a user is remembered for one generation and a second`() throws {
        let folder = try TemporaryFolder()
        let catalogue = try SQLiteCatalogue(path: folder.path("c.db"), isDurable: false)
        let lab = try catalogue.add(GroupDetails(name: "lab"), by: .root)
        let details = PersonDetails(userName: "anna", firstName: "A", lastName: "S")
        let anna = try catalogue.add(NewExperimenter(details, groupIDs: [lab]), by: .root)
        let records = ActorRecords(catalogue)
        let now = MonotonicTime(nanoseconds: 1_000_000_000)
        #expect(records.remembered(anna, 1, now: now) == nil)
        #expect(try records.answer(anna, 1, now: now).actor?.userID == anna)
        #expect(records.remembered(anna, 1, now: now)?.groups.levels[lab] == .isPrivate)
        try catalogue.setActive(false, experimenter: anna, by: .root)
        #expect(records.remembered(anna, 2, now: now) == nil)
        #expect(records.remembered(anna, 1, now: now.adding(seconds: 1.1)) == nil)
        #expect(try records.answer(anna, 2, now: now).actor == nil)
        #expect(try records.answer(named: "root", 2, now: now).actor?.role == .administrator)
        #expect(records.remembered(named: "root", 2, now: now)?.actor?.userID == 0)
        #expect(try records.groups(2, now: now).levels.count == 4)
    }
}
