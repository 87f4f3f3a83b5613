import SQLite
import TestSupport
import Testing

@testable import Repository

@Suite struct `Catalogue of many images` {
    private static let count = 100_000

    /// Half of the images lie in the first of two datasets.
    private static let rows = """
        INSERT INTO dataset (id, name, owner_id, group_id) VALUES (1, 'a', 0, 0), (2, 'b', 0, 0);
        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < \(count))
        INSERT INTO fileset (id, path, version, owner_id, group_id)
            SELECT i, '/data/' || i || '.tif', 'v' || i, 0, 0 FROM n;
        INSERT INTO originalfile (fileset, position, path, clientpath, device, inode, size, modified)
            SELECT id, 0, path, path, 1, id, 1, 1 FROM fileset;
        INSERT INTO image (id, name, description, owner_id, group_id, fileset, series, format,
            sizex, sizey, sizez, sizec, sizet, pixelstype, significantbits, tilewidth, tileheight,
            imported)
            SELECT id, id || '.tif', '', 0, 0, id, 0, 'TIFF', 8, 8, 1, 1, 1, 'uint8', 8, 8, 8, 0
            FROM fileset;
        INSERT INTO pyramidlevel SELECT id, 0, 8, 8 FROM image;
        INSERT INTO channel (image, position) SELECT id, 0 FROM image;
        INSERT INTO datasetimagelink (parent, child, owner_id, sortname)
            SELECT 1 + id % 2, id, 0, sortname FROM image;
        """

    private let folder: TemporaryFolder
    private let catalogue: SQLiteCatalogue

    init() throws {
        folder = try TemporaryFolder()
        catalogue = try SQLiteCatalogue(path: folder.path("catalogue.db"), isDurable: false)
        try catalogue.database.write { try $0.execute(Self.rows) }
    }

    @Test func `deep pages and counts are right`() throws {
        #expect(try catalogue.imageCount() == Self.count)
        let page = try catalogue.images(after: 99_990, limit: 5)
        #expect(page.map(\.id) == Array(99_991...99_995))
        #expect(page.allSatisfy { $0.levels.count == 1 && $0.channels.count == 1 })
        let inDataset = try catalogue.images(inDataset: 1, after: 99_990, limit: 3)
        #expect(inDataset.map(\.id) == [99_992, 99_994, 99_996])
        #expect(try catalogue.dataset(1)?.imageCount == Self.count / 2)
        #expect(try catalogue.fileset(importedFrom: "/data/77777.tif")?.id == 77_777)
    }

    @Test func `deep offsets are right, from the beginning and from marks`() throws {
        let names = (1...Self.count).map { "\($0).tif" }.sorted {
            $0.utf8.lexicographicallyPrecedes($1.utf8)
        }
        for _ in 0..<2 {
            for offset in [0, 9_999, 10_000, 10_001, 55_555, 99_997, 100_000, 1_000_000] {
                let page = try catalogue.images(
                    ListFilter(.everything),
                    ListPage(.offset(offset), limit: 5)
                )
                #expect(page.totalCount == Self.count)
                #expect(page.records.map(\.name) == Array(names.dropFirst(offset).prefix(5)))
            }
            let half = try catalogue.images(
                inDataset: 1,
                ownerID: nil,
                ListPage(.offset(30_003), limit: 1)
            )
            let even = names.filter { ($0.dropLast(4).last?.wholeNumberValue ?? 0) % 2 == 0 }
            #expect(half?.records.map(\.name) == [even[30_003]])
        }
    }

    private static let questions =
        [
            (ImageQueries.one, 1), (ImageQueries.page, 2), (ImageQueries.pageInDataset, 3),
            (ImageQueries.levels, 1), (ImageQueries.channels, 1), (ImageQueries.count, 0),
            (FilesetQueries.byClientPath, 1), (FilesetQueries.files, 1),
            (FilesetQueries.imageOfSeries, 2), (FilesetQueries.removalUnlessReadable, 1),
            (DatasetQueries.one, 1), (DatasetQueries.page, 2), (DatasetQueries.named, 3),
            (ProjectQueries.one, 1), (ScreenQueries.screen, 1), (ScreenQueries.plate, 1),
            (ScreenQueries.screenNamed, 4), (FilesetQueries.images, 1),
            (WellQueries.images, 1), (WellQueries.fieldRange, 2), (WellQueries.plateAcquisition, 1),
            (WellQueries.well, 1), (WellQueries.samples, 3),
            (WellQueries.count(WellQueries.hasField), 3),
            (WellQueries.page(WellQueries.hasField), 5),
            (WellQueries.count(""), 3), (WellQueries.page(""), 5), (WellQueries.sampleOfImage, 1),
            (AnnotationQueries.one, 1), (AnnotationQueries.pairs, 1),
            (AnnotationQueries.annotated(.image), 3),
            (AnnotationQueries.page(""), 3), (AnnotationQueries.count(""), 1),
            (RegionQueries.one, 1), (RegionQueries.ofImage, 3), (RegionQueries.shapes, 1),
            (RenderingQueries.one, 2),
            (RenderingQueries.channels, 1),
            (SearchQueries.annotated(.image, [1, 2, 3]), 2),
        ] + lists + members

    private static let kinds: [ObjectKind] = [.project, .dataset, .image, .screen, .plate]

    /// From the beginning, behind a row, and from the end.
    private static let places: [(place: ListPlace, parameterCount: Int)] = {
        let behind = ListPlace(ListPage(.after(name: "a", id: 1), limit: 1))
        var fromEnd = ListPlace.start
        fromEnd.isFromEnd = true
        return [(.start, 0), (behind, 2), (fromEnd, 0)]
    }()

    /// Everything that a list by name may ask.
    private static let lists = kinds.flatMap { kind in
        [false, true].flatMap { isOrphaned in
            places.flatMap { place, parameterCount in
                strips.map { strips in
                    (
                        ListQueries(kind: kind).text(
                            strips,
                            isOrphaned: isOrphaned && ![.project, .screen].contains(kind),
                            place
                        ), 2 + parameterCount
                    )
                }
            }
        }
    }

    private static let strips: [[ListScope.Strip]] = [
        [.init()], [.init(groupID: 1)], [.init(groupID: 1, ownerID: 2)],
        [.init(groupID: 1), .init(groupID: 2, ownerID: 3), .init(groupID: 4)],
    ]

    private static let members = ObjectLink.allCases.flatMap { link in
        [nil, 1].flatMap { owner in
            places.map { place, parameterCount in
                (MemberQueries(link: link).text(ownerID: owner, place), 3 + parameterCount)
            }
        }
    }

    /// A plan that reads a whole table says SCAN; one that sorts says TEMP B-TREE.
    @Test func `every question goes through an index, with and without statistics`() throws {
        for isAnalysed in [false, true] {
            if isAnalysed { try catalogue.database.write { try $0.execute("ANALYZE") } }
            for (text, parameterCount) in Self.questions {
                let plan = try plan(of: text, parameterCount)
                #expect(!plan.isEmpty)
                // The list of everything goes along its index from one end.
                #expect(
                    !plan.contains {
                        $0.hasPrefix("SCAN")
                            && !$0.contains("USING COVERING INDEX \(Self.tableOfAll(text))_name")
                    },
                    "\(plan)"
                )
                #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
            }
        }
    }

    /// The table of a list without conditions, else a name that no table has.
    private static func tableOfAll(_ text: String) -> String {
        let table = kinds.first { text.hasPrefix("SELECT id, sortname FROM \($0.rawValue) ") }
        return text.contains("_id = ") ? "?" : table?.rawValue ?? "?"
    }

    private func plan(of text: String, _ parameterCount: Int) throws -> [String] {
        let explained = "EXPLAIN QUERY PLAN \(text)"
        return try catalogue.database.read { connection in
            let read = { (row: inout Row) throws -> String in
                for _ in 0..<3 { _ = try row.next(Int.self) }
                return try row.next(String.self)
            }
            return switch parameterCount {
            case 0: try connection.rows(explained, read: read)
            case 1: try connection.rows(explained, 1, read: read)
            case 2: try connection.rows(explained, 1, 1, read: read)
            case 3: try connection.rows(explained, 1, 1, 1, read: read)
            case 4: try connection.rows(explained, 1, 1, 1, 1, read: read)
            default: try connection.rows(explained, 1, 1, 1, 1, 1, read: read)
            }
        }
    }
}
