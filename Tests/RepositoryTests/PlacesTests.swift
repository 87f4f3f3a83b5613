import SQLite
import TestSupport
import Testing

@testable import Repository

@Suite struct `Wells and shapes of everything that may be seen` {
    private let folder: TemporaryFolder
    private let catalogue: SQLiteCatalogue

    /// Two plates, of users 10 and 11 in groups 5 and 6, with two wells each.
    private static let rows = """
        INSERT INTO experimenter (id, omename, firstname, lastname)
            VALUES (10, 'a', 'A', 'A'), (11, 'b', 'B', 'B');
        INSERT INTO experimentergroup (id, name) VALUES (5, 'shared'), (6, 'private');
        INSERT INTO plate (id, name, owner_id, group_id) VALUES (1, 'p', 10, 5), (2, 'q', 11, 6);
        INSERT INTO well (id, plate, "row", "column")
            VALUES (1, 1, 1, 0), (2, 1, 0, 1), (3, 2, 0, 0), (4, 2, 1, 0);
        INSERT INTO fileset (id, path, version, owner_id, group_id) VALUES (1, '/f', 'v', 10, 5);
        INSERT INTO image (id, name, description, owner_id, group_id, fileset, series, format,
            sizex, sizey, sizez, sizec, sizet, pixelstype, significantbits, tilewidth, tileheight,
            imported)
            VALUES (1, 'i', '', 10, 5, 1, 0, 'TIFF', 8, 8, 1, 1, 1, 'uint8', 8, 8, 8, 0);
        INSERT INTO roi (id, image, owner_id, group_id) VALUES (1, 1, 10, 5), (2, 1, 11, 6);
        INSERT INTO shape (id, roi, type, x, y)
            VALUES (1, 2, 'point', 1, 2), (2, 1, 'point', 3, 4), (3, 1, 'point', 5, 6);
        """

    init() throws {
        folder = try TemporaryFolder()
        catalogue = try SQLiteCatalogue(path: folder.path("catalogue.db"), isDurable: false)
        try catalogue.database.write { try $0.execute(Self.rows) }
    }

    private static let member = Visibility.limited(
        userID: 10,
        readableGroups: [5],
        ownGroups: [6]
    )

    private func wells(_ filter: ListFilter, offset: Int = 0, limit: Int = 9) throws -> [Int] {
        try catalogue.wells(filter, offset: offset, limit: limit).records.map(\.id)
    }

    @Test func `wells come by column and row, whatever their plate`() throws {
        #expect(try wells(ListFilter(.everything)) == [3, 1, 4, 2])
        #expect(try wells(ListFilter(.everything), offset: 1, limit: 2) == [1, 4])
        #expect(try wells(ListFilter(Self.member)) == [1, 2])
        #expect(try wells(ListFilter(.everything, ownerID: 11)) == [3, 4])
        #expect(try wells(ListFilter(Self.member, groupID: 6)) == [])
        #expect(try wells(ListFilter(.everything, isOrphaned: true)) == [])
        let page = try catalogue.wells(ListFilter(Self.member), offset: 0, limit: 0)
        #expect(page.totalCount == 2)
    }

    @Test func `shapes come by their numbers, with the region they are of`() throws {
        let all = try catalogue.shapes(ListFilter(.everything), offset: 0, limit: 9)
        #expect(all.records.map(\.record.id) == [1, 2, 3])
        #expect(all.records.map(\.roiID) == [2, 1, 1])
        let seen = try catalogue.shapes(ListFilter(Self.member), offset: 1, limit: 9)
        #expect(seen.records.map(\.record.id) == [3])
        #expect(seen.totalCount == 2)
        #expect(seen.records.first?.ownership == Ownership(ownerID: 10, groupID: 5))
    }

    @Test func `an image's regions are counted by owner`() throws {
        let listed = try catalogue.rois(ofImage: 1, ownerID: 11, offset: 0, limit: 9)
        #expect(listed.records.map(\.id) == [2])
        #expect(listed.totalCount == 1)
        #expect(try catalogue.rois(ofImage: 1, ownerID: nil, offset: 0, limit: 1).totalCount == 2)
    }

    @Test func `no list of them is sorted when it is asked for`() throws {
        for visibility in [Visibility.everything, Self.member] {
            let plans = try catalogue.database.read { connection in
                let scope = try ListQueries(kind: .plate).scope(ListFilter(visibility), connection)
                let queries = try #require(PlaceQueries(scope))
                return try [queries.wells, queries.shapes].map { text in
                    try connection.rows("EXPLAIN QUERY PLAN " + text, 1, 1) { row in
                        for _ in 0..<3 { _ = try row.next(Int.self) }
                        return try row.next(String.self)
                    }
                }
            }
            #expect(plans[0].first == "SCAN well USING INDEX well_place")
            #expect(plans.allSatisfy { plan in !plan.contains { $0.contains("TEMP B-TREE") } })
        }
    }
}
