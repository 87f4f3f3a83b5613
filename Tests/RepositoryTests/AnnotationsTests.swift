import SQLite
import TestSupport
import Testing

@testable import Repository

@Suite struct `Annotations of a catalogue` {
    private let folder: TemporaryFolder
    private let catalogue: SQLiteCatalogue
    private let images: [Int]

    init() throws {
        folder = try TemporaryFolder()
        catalogue = try SQLiteCatalogue(path: folder.path("catalogue.db"), isDurable: false)
        let added = try catalogue.add(Sample.fileset("a.tif", imageNames: ["1", "2", "3"]))
        guard case .added(_, let ids) = added else { throw RepositoryError.noSuchFileset(id: 0) }
        images = ids
    }

    private static let values: [AnnotationValue] = [
        .tag("mitosis"), .map([.init("gene", "TP53"), .init("gene", "ACTB"), .init("a", "")]),
        .comment("a\nb"), .long(-3), .double(0.5), .boolean(false), .timestamp(milliseconds: 12),
        .term("GO:1"), .xml("<a/>"),
    ]

    @Test(arguments: values) func `every type comes back as it was`(_ value: AnnotationValue) throws
    {
        let new = NewAnnotation(value, namespace: "n", description: "d", ownership: .root)
        let id = try catalogue.createAnnotation(new)
        let image = ObjectReference(.image, images[0])
        let link = try catalogue.annotate(image, with: id, by: 1)
        let found = try catalogue.annotations(
            of: .image,
            [images[0], images[1]],
            types: nil,
            namespace: nil
        )
        try #require(found.count == 1)
        #expect(found[0].id == link && found[0].parent == image && found[0].ownerID == 1)
        #expect(found[0].annotation.value == value)
        #expect(found[0].annotation.namespace == "n" && found[0].annotation.description == "d")
        #expect(found[0].annotation.linkCount == 1)
        #expect(try catalogue.annotation(id)?.value == value)
    }

    @Test func `an attached file comes back with its annotation, and one of a fileset is none`()
        throws
    {
        let state = FileState(device: 1, inode: 2, sizeBytes: 3, modifiedNanoseconds: 4)
        let file = try catalogue.createAttachment(
            NewAttachment(
                name: "results.csv",
                mediaType: "text/csv",
                path: "/files/1",
                state: state,
                ownership: .root
            )
        )
        let found = try #require(try catalogue.attachment(file))
        #expect(found.name == "results.csv" && found.mediaType == "text/csv")
        #expect(found.path == "/files/1" && found.sizeBytes == 3)
        let id = try catalogue.createAnnotation(NewAnnotation(.file(file), ownership: .root))
        #expect(try catalogue.annotation(id)?.value == .file(file))
        #expect(try catalogue.attachment(1) == nil)
        #expect(try catalogue.ownership(of: ObjectReference(.originalFile, 1)) == .root)
    }

    @Test(arguments: ObjectKind.allCases) func `things of every kind can be annotated`(
        _ kind: ObjectKind
    ) throws {
        let tag = try catalogue.createAnnotation(NewAnnotation(.tag("t"), ownership: .root))
        let missing = ObjectReference(kind, 999)
        #expect(throws: RepositoryError.noSuchObject(missing)) {
            try catalogue.annotate(missing, with: tag, by: 0)
        }
        #expect(try catalogue.annotations(of: kind, [999], types: nil, namespace: nil) == [])
        #expect(try catalogue.annotated(kind, by: tag, after: 0, limit: 1) == [])
    }

    @Test func `each user links once, and takes away own links or all`() throws {
        let tag = try catalogue.createAnnotation(NewAnnotation(.tag("t"), ownership: .root))
        let image = ObjectReference(.image, images[0])
        let first = try catalogue.annotate(image, with: tag, by: 0)
        _ = try catalogue.annotate(image, with: tag, by: 1)
        #expect(try catalogue.annotate(image, with: tag, by: 0) == first)
        #expect(try catalogue.annotation(tag)?.linkCount == 2)
        #expect(try catalogue.annotated(.image, by: tag, after: 0, limit: 9) == [images[0]])
        #expect(try catalogue.detach(tag, from: image, linkOwner: 0, by: 0) == 1)
        #expect(try catalogue.detach(tag, from: image, linkOwner: nil, by: 0) == 1)
        #expect(try catalogue.detach(tag, from: image, linkOwner: nil, by: 0) == 0)
        #expect(try catalogue.annotation(tag)?.linkCount == 0)
    }

    @Test func `links are asked for by type and by namespace`() throws {
        let image = ObjectReference(.image, images[0])
        for value in Self.values {
            let namespace = value.type == .long ? AnnotationNamespace.rating : nil
            let new = NewAnnotation(value, namespace: namespace, ownership: .root)
            _ = try catalogue.annotate(image, with: try catalogue.createAnnotation(new), by: 0)
        }
        func values(_ types: Set<AnnotationType>?, _ namespace: String?) throws -> [AnnotationValue]
        {
            try catalogue.annotations(
                of: .image,
                [images[0]],
                types: types,
                namespace: namespace
            ).map(\.annotation.value)
        }
        #expect(try values(nil, nil) == Self.values)
        #expect(try values([.tag, .comment], nil) == [.tag("mitosis"), .comment("a\nb")])
        #expect(try values(nil, AnnotationNamespace.rating) == [.long(-3)])
        #expect(try values([.tag], AnnotationNamespace.rating) == [])
    }

    @Test func `tags are listed by their texts, those in a set apart`() throws {
        let ids = try ["b", "a", "c"].map {
            try catalogue.createAnnotation(NewAnnotation(.tag($0), ownership: .root))
        }
        let set = ObjectReference(.annotation, ids[2])
        _ = try catalogue.annotate(set, with: ids[0], by: 0)
        let all = try catalogue.annotations(.tag, ListFilter(.everything), offset: 1, limit: 1)
        #expect(all.totalCount == 3 && all.records.map(\.id) == [ids[0]])
        let orphans = ListFilter(.everything, isOrphaned: true)
        let free = try catalogue.annotations(.tag, orphans, offset: 0, limit: 9)
        #expect(free.records.map(\.id) == [ids[1], ids[2]])
        let stranger = Visibility.limited(userID: 1, readableGroups: [2], ownGroups: [0])
        #expect(
            try catalogue.annotations(.tag, ListFilter(stranger), offset: 0, limit: 9).totalCount
                == 0
        )
    }

    @Test func `pairs are replaced whole, and another type is refused`() throws {
        let map = NewAnnotation(.map([.init("a", "1"), .init("b", "2")]), ownership: .root)
        let id = try catalogue.createAnnotation(map)
        try catalogue.updateAnnotation(id, to: .map([.init("c", "3")]), by: 0)
        #expect(try catalogue.annotation(id)?.value == .map([.init("c", "3")]))
        #expect(throws: RepositoryError.noSuchObject(ObjectReference(.annotation, id))) {
            try catalogue.updateAnnotation(id, to: .tag("x"), by: 0)
        }
        let many = Array(repeating: KeyValuePair("k", "v"), count: AnnotationValue.pairsMax + 1)
        #expect(throws: RepositoryError.tooMany(name: "key-value pairs", countMax: 4096)) {
            try catalogue.updateAnnotation(id, to: .map(many), by: 0)
        }
        #expect(try catalogue.annotation(id)?.value == .map([.init("c", "3")]))
        try catalogue.delete(ObjectReference(.annotation, id), by: 0)
        #expect(try catalogue.annotation(id) == nil)
    }
}
