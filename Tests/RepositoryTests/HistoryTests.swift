import SQLite
import TestSupport
import Testing

@testable import Repository

@Suite struct `History of imports` {
    private let folder: TemporaryFolder
    private let catalogue: SQLiteCatalogue
    private static let day = 86_400

    /// Images 1 to 3 on day 10, of user 10 in group 5, of 11 in 5 and of 11 in 6; image 4 at the
    /// first second of day 11, image 5 at the last one of day 9.
    init() throws {
        folder = try TemporaryFolder()
        catalogue = try SQLiteCatalogue(path: folder.path("catalogue.db"), isDurable: false)
        let images = [
            (10, 5, 10 * Self.day + 70), (11, 5, 10 * Self.day + 30), (11, 6, 10 * Self.day + 50),
            (10, 5, 11 * Self.day), (10, 5, 10 * Self.day - 1),
        ].enumerated().map { index, image in
            """
            INSERT INTO image (name, description, owner_id, group_id, fileset, series, format,
                sizex, sizey, sizez, sizec, sizet, pixelstype, significantbits, tilewidth,
                tileheight, imported)
                VALUES ('i', '', \(image.0), \(image.1), 1, \(index), 'TIFF', 8, 8, 1, 1, 1,
                'uint8', 8, 8, 8, \(image.2));
            """
        }
        try catalogue.database.write { connection in
            try connection.execute(
                """
                INSERT INTO experimenter (id, omename, firstname, lastname)
                    VALUES (10, 'a', 'A', 'A'), (11, 'b', 'B', 'B');
                INSERT INTO experimentergroup (id, name) VALUES (5, 'shared'), (6, 'private');
                INSERT INTO fileset (id, path, version, owner_id, group_id)
                    VALUES (1, '/f', 'v', 10, 5);
                """ + images.joined()
            )
        }
    }

    private static let member = Visibility.limited(
        userID: 10,
        readableGroups: [5],
        ownGroups: [6]
    )

    @Test func `a day begins and ends at midnight, and days without imports are not counted`()
        throws
    {
        let counts = try catalogue.importCounts(on: 0..<40, ListFilter(.everything))
        #expect(counts == [9: 1, 10: 3, 11: 1])
        #expect(try catalogue.importCounts(on: 10..<11, ListFilter(.everything)) == [10: 3])
        #expect(try catalogue.importCounts(on: -40..<5, ListFilter(.everything)) == [:])
    }

    @Test func `what is hidden, of others and of other groups is neither counted nor listed`()
        throws
    {
        func found(_ filter: ListFilter) throws -> [Int] {
            let listed = try catalogue.images(importedOn: 10, filter, offset: 0, limit: 9)
            #expect(listed.totalCount == listed.records.count)
            #expect(
                try catalogue.importCounts(on: 10..<11, filter)[10] ?? 0 == listed.totalCount
            )
            return listed.records.map(\.id)
        }
        #expect(try found(ListFilter(.everything)) == [2, 3, 1])
        #expect(try found(ListFilter(Self.member)) == [2, 1])
        #expect(try found(ListFilter(Self.member, ownerID: 11)) == [2])
        #expect(try found(ListFilter(.everything, groupID: 6)) == [3])
        #expect(try found(ListFilter(.everything, isOrphaned: true)) == [2, 3, 1])
    }

    @Test func `a day is read in pages`() throws {
        let page = try catalogue.images(
            importedOn: 10,
            ListFilter(.everything),
            offset: 1,
            limit: 1
        )
        #expect(page.records.map(\.id) == [3])
        #expect(page.totalCount == 3)
        let never = try catalogue.images(
            importedOn: .max,
            ListFilter(.everything),
            offset: 0,
            limit: 1
        )
        #expect(never.totalCount == 0)
    }

    @Test func `both questions walk along the index and sort nothing`() throws {
        for text in [
            HistoryQueries.count(ListFilter(Self.member)),
            HistoryQueries.images(ListFilter(Self.member, ownerID: 11)),
        ] {
            let plan = try catalogue.database.read { connection in
                let bare = text.replacing(" LIMIT ? OFFSET ?", with: "")
                return try connection.rows("EXPLAIN QUERY PLAN " + bare, 1, 2) { row in
                    for _ in 0..<3 { _ = try row.next(Int.self) }
                    return try row.next(String.self)
                }
            }
            #expect(
                plan == [
                    "SEARCH image USING COVERING INDEX image_imported (imported>? AND imported<?)"
                ]
            )
        }
    }
}
