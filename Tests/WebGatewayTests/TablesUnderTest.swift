import HTTP
import Kernel
import Repository
import Tables
import TestSupport
import Testing
import WebAccess

@testable import WebGateway

/// A table of 30 rows in three groups that is attached to a dataset.
final class TablesUnderTest {
    let test: GatewayUnderTest
    let owner: Ownership
    let dataset: Int
    private(set) var file = 0
    private(set) var annotation = 0
    var limits = GatewayLimits()

    static let hostile = "<script>\u{202E}\u{7}\",'"

    init() throws {
        test = try GatewayUnderTest()
        let group = try test.catalogue.add(GroupDetails(name: "lab"), by: .root)
        let anna = PersonDetails(userName: "anna", firstName: "Anna", lastName: "Smith")
        let user = try test.catalogue.add(NewExperimenter(anna, groupIDs: [group]), by: .root)
        owner = Ownership(ownerID: user, groupID: group)
        dataset = try test.catalogue.createDataset(named: "d", description: "", ownedBy: owner)
        (file, annotation) = try attach(named: "my table, final")
    }

    var tables: StoredTables { StoredTables(test.catalogue, limits) }
    var annotations: BulkAnnotations { BulkAnnotations(test.catalogue, test.catalogue) }

    func attach(named name: String) throws -> (file: Int, annotation: Int) {
        let path = test.folder.path(name + ".table")
        let columns = [
            TableColumn("object", .image, description: "<b>"), TableColumn("Area", .double),
            TableColumn("Name", .string),
        ]
        let writer = try TableWriter(path, columns)
        for start in [0, 10, 20] {
            let rows = start..<(start + 10)
            try writer.write([
                .longs(Array(rows)), .doubles(rows.map { $0 == 4 ? .nan : Double($0) / 2 }),
                .texts(TextValues(rows.map { $0 == 1 ? Self.hostile : "n\($0)" })),
            ])
        }
        try writer.finish()
        let file = try test.catalogue.createAttachment(
            NewAttachment(
                name: name,
                mediaType: AttachmentRecord.tableMediaType,
                path: path,
                state: FileState(try FileIdentity.of(path: path)),
                ownership: owner
            )
        )
        let annotation = try test.catalogue.createAnnotation(
            NewAnnotation(
                .file(file),
                namespace: AnnotationNamespace.bulkAnnotations,
                ownership: owner
            )
        )
        let object = ObjectReference(.dataset, dataset)
        _ = try test.catalogue.annotate(object, with: annotation, by: 0)
        return (file, annotation)
    }

    func query(
        _ query: String,
        as actor: Actor = .root,
        levels: [Int: GroupLevel] = [:]
    ) throws -> String {
        try TableQueryEndpoint(tables)
            .answer("/t/<id:int>/", "/t/\(file)/?\(query)", as: actor, levels: levels).text
    }

    func bytes(of response: Response) throws -> [UInt8] {
        guard case .chunks(let producer, nil) = response.body else { return response.bytes }
        var bytes: [UInt8] = []
        while let piece = try producer.next() { bytes += piece }
        return bytes
    }
}
