import SQLite
import TestSupport
import Testing

@testable import Repository

@Suite struct `Search for words` {
    private let folder: TemporaryFolder
    private let catalogue: SQLiteCatalogue
    private let images: [Int]

    init() throws {
        folder = try TemporaryFolder()
        catalogue = try SQLiteCatalogue(path: folder.path("catalogue.db"), isDurable: false)
        let names = ["Cell_01.ome.tif", "cell_02.tif", "Zürich nord"]
        let added = try catalogue.add(Sample.fileset("a.tif", imageNames: names))
        guard case .added(_, let ids) = added else { throw RepositoryError.noSuchFileset(id: 0) }
        images = ids
        for id in ids {
            try catalogue.describe(ObjectReference(.image, id), as: "number \(id)", by: 0)
        }
    }

    private func found(
        _ text: String,
        _ visibility: Visibility = .everything,
        before: Int? = nil,
        limit: Int = 9
    ) throws -> [Int] {
        let words = try #require(SearchWords(text))
        return try catalogue.search(.image, for: words, visibility, before: before, limit: limit)
    }

    @Test func `words are found whatever their case and accents, and by their beginnings`() throws {
        #expect(try found("CELL") == [images[1], images[0]])
        #expect(try found("zurich") == [images[2]])
        #expect(try found("zur*") == [images[2]])
        #expect(try found("zur") == [])
        #expect(try found("cell tif 01") == [images[0]])
        #expect(try found("cell_01.ome.tif") == [images[0]])
        #expect(try found("01_cell") == [])
    }

    @Test func `pages follow from the newest on`() throws {
        #expect(try found("cell", limit: 1) == [images[1]])
        #expect(try found("cell", before: images[1], limit: 1) == [images[0]])
        #expect(try found("cell", before: images[0]) == [])
    }

    @Test func `new names are found and old ones no more`() throws {
        let image = ObjectReference(.image, images[0])
        try catalogue.rename(image, to: "mitosis", by: 0)
        #expect(try found("mitosis") == [images[0]])
        #expect(try found("cell") == [images[1]])
        try catalogue.describe(image, as: "metaphase", by: 0)
        #expect(try found("metaphase mitosis") == [images[0]])
        _ = try catalogue.deleteImages(images, by: 0)
        #expect(try found("mitosis") == [])
    }

    @Test func `who may not see a thing does not find it`() throws {
        let member = Visibility.limited(userID: 5, readableGroups: [0], ownGroups: [])
        let owner = Visibility.limited(userID: 0, readableGroups: [1], ownGroups: [0])
        let stranger = Visibility.limited(userID: 5, readableGroups: [1], ownGroups: [0])
        let nobody = Visibility.limited(userID: 5, readableGroups: [], ownGroups: [])
        #expect(try found("cell", member).count == 2)
        #expect(try found("cell", owner).count == 2)
        #expect(try found("cell", stranger) == [])
        #expect(try found("cell", nobody) == [])
        #expect(try found("g0") == [], "words of the scope are no words of a name")
    }

    @Test func `annotations lead to what they annotate`() throws {
        let tag = try catalogue.createAnnotation(NewAnnotation(.tag("Anaphase"), ownership: .root))
        let map = try catalogue.createAnnotation(
            NewAnnotation(.map([.init("gene", "TP53")]), ownership: .root)
        )
        _ = try catalogue.annotate(ObjectReference(.image, images[0]), with: tag, by: 0)
        _ = try catalogue.annotate(ObjectReference(.image, images[2]), with: tag, by: 0)
        _ = try catalogue.annotate(ObjectReference(.image, images[1]), with: map, by: 0)
        #expect(try found("anaphase") == [images[2], images[0]])
        #expect(try found("gene tp53") == [images[1]])
        let stranger = Visibility.limited(userID: 5, readableGroups: [1], ownGroups: [0])
        #expect(try found("anaphase", stranger) == [])
        #expect(try found("tp53", stranger) == [])
        try catalogue.updateAnnotation(map, to: .map([.init("gene", "ACTB")]), by: 0)
        #expect(try found("tp53") == [])
        try catalogue.delete(ObjectReference(.annotation, tag), by: 0)
        #expect(try found("anaphase") == [])
    }

    @Test(arguments: [
        "\"", "a\"b OR c", "name : x", "(", "cell) AND (x", "NOT cell", "*", "^a", "a*b\0",
    ])
    func `text that means something to the database is only text`(_ text: String) throws {
        guard SearchWords(text) != nil else { return }
        #expect(try found(text) == [])
    }

    @Test func `no words, and too many, are no search`() throws {
        #expect(SearchWords("  ") == nil)
        #expect(SearchWords("* \" -") == nil)
        #expect(SearchWords(String(repeating: "a ", count: 17)) == nil)
        #expect(throws: RepositoryError.cannot(action: "searched for", .well)) {
            try catalogue.search(
                .well,
                for: try #require(SearchWords("a")),
                .everything,
                before: nil,
                limit: 1
            )
        }
    }
}
