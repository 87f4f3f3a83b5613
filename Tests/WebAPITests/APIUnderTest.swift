import HTTP
import JSON
import Pixels
import SQLite
import TestSupport
import Testing
import WebAccess

@testable import Repository
@testable import WebAPI

/// The API over a catalogue of its own, with two users in a group that shares and a private one.
final class APIUnderTest {
    let folder: TemporaryFolder
    let catalogue: SQLiteCatalogue
    let api: API

    static let shared = PeopleRows.shared
    static let secret = PeopleRows.other
    static let ann = PeopleRows.ann
    static let bob = PeopleRows.bob

    private static let people =
        PeopleRows.annAndBob(
            shared: .init("shared", "rwr---"),
            other: .init("secret", "rw----")
        ) + """
            UPDATE experimenter SET email = 'ann@example.org' WHERE id = 10;
            UPDATE experimentergroup SET description = 'For all' WHERE id = 5;
            """

    init(_ limits: APILimits = APILimits()) throws {
        folder = try TemporaryFolder()
        catalogue = try SQLiteCatalogue(path: folder.path("catalogue.db"), isDurable: false)
        try catalogue.database.write { try $0.execute(Self.people) }
        api = API(catalogue, limits)
    }

    /// Who is logged in with that number.
    func visitor(_ user: Int) throws -> Visitor {
        Visitor(try #require(try catalogue.experimenter(user)?.actor), levels: try levels())
    }

    func anybody() throws -> Visitor { Visitor(.anybody, levels: try levels()) }

    private func levels() throws -> [Int: GroupLevel] {
        Dictionary(uniqueKeysWithValues: try catalogue.groups().map { ($0.id, $0.level) })
    }

    static func own(_ user: Int, _ group: Int = shared) -> Ownership {
        Ownership(ownerID: user, groupID: group)
    }

    func project(_ name: String, _ ownership: Ownership = own(ann)) throws -> Int {
        try create(.project, ContainerTexts(name: name), ownership)
    }

    func dataset(_ name: String, _ ownership: Ownership = own(ann)) throws -> Int {
        try create(.dataset, ContainerTexts(name: name), ownership)
    }

    /// Whether its owner may or not.
    private func create(
        _ kind: ObjectKind,
        _ texts: ContainerTexts,
        _ ownership: Ownership
    ) throws -> Int {
        try catalogue.database.write { try catalogue.insert(kind, texts, ownership, $0) }
    }

    func image(
        _ name: String,
        _ ownership: Ownership = own(ann),
        dataset: Int? = nil
    ) throws -> Int {
        let channel = ChannelMetadata(
            name: "DAPI",
            emissionWavelengthNanometres: 461.5,
            excitationWavelengthNanometres: 358,
            color: RGBAColor(red: 255, green: 0, blue: 1)
        )
        let pixels = PixelsRecord(
            format: "OME-TIFF",
            dimensions: Dimensions(x: 40, y: 20, z: 3, c: 2, t: 1),
            pixelType: .uint16,
            significantBits: 12,
            physicalSize: PhysicalSize(xMicrometres: 0.5, yMicrometres: 0.25),
            tileSize: PixelSize(width: 40, height: 20),
            levels: [PixelSize(width: 40, height: 20)],
            channels: [
                ChannelRecord(metadata: channel, statistics: nil),
                ChannelRecord(metadata: ChannelMetadata(), statistics: nil),
            ]
        )
        let file = OriginalFile(
            path: "/managed/\(name)",
            clientPath: "/client/\(name)-\(ownership.groupID)",
            state: FileState(device: 1, inode: 2, sizeBytes: 3, modifiedNanoseconds: 4)
        )
        let fileset = NewFileset(
            files: [file],
            version: String(repeating: "0", count: 32),
            images: [
                NewImage(
                    name: name,
                    description: "of cells",
                    acquisitionSeconds: 1.5,
                    pixels: pixels
                )
            ],
            ownership: ownership,
            datasetID: dataset,
            importedSeconds: 7
        )
        guard case .added(_, let ids) = try catalogue.add(fileset) else { throw NotAdded() }
        return try #require(ids.first)
    }

    private struct NotAdded: Error {}

    /// A screen with a plate of two wells, A1 with two fields of one run, and B1 without any.
    func plate(_ ownership: Ownership = own(ann)) throws -> PlateUnderTest {
        let images = try [image("field 1", ownership), image("field 2", ownership)]
        let texts = ContainerTexts(name: "Screen", screen: ScreenTexts(type: "RNAi"))
        let screen = try create(.screen, texts, ownership)
        let (owner, group) = (ownership.ownerID, ownership.groupID)
        try catalogue.database.write { connection in
            try connection.execute(
                """
                INSERT INTO plate (id, name, rowcount, columncount, rownamingconvention,
                    columnnamingconvention, externalidentifier, welloriginx, owner_id, group_id)
                    VALUES (50, 'Plate', 2, 3, 'letter', 'number', '003857', 1.5, \(owner), \(group));
                INSERT INTO plateacquisition (id, plate, position, name, maximumfieldcount, starttime)
                    VALUES (60, 50, 0, 'Run', 2, 10.25);
                INSERT INTO well (id, plate, "row", "column", type) VALUES (71, 50, 1, 0, NULL),
                    (70, 50, 0, 0, 'control');
                INSERT INTO wellsample (id, well, position, image, plateacquisition, positionx)
                    VALUES (80, 70, 0, \(images[0]), 60, 2.5), (81, 70, 1, \(images[1]), 60, NULL);
                """
            )
        }
        try catalogue.link(.screenPlate, parent: screen, child: 50, by: owner)
        return PlateUnderTest(screen: screen, images: images)
    }
}

struct PlateUnderTest {
    let screen: Int
    let images: [Int]
    let plate = 50
    let run = 60
    let well = 70
    let emptyWell = 71
}
