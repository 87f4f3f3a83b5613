import ImageFormats
import Pixels
import TestSupport
import Testing

@testable import Repository

@Suite struct `Plates in a catalogue` {
    private let folder: TemporaryFolder
    private let catalogue: SQLiteCatalogue

    init() throws {
        folder = try TemporaryFolder()
        catalogue = try SQLiteCatalogue(path: folder.path("catalogue.db"), isDurable: false)
    }

    /// Two fields of A1, one of B3, and an image of no plate; two runs took the first well.
    private func fileset(screen: Int? = nil, dataset: Int? = nil) -> NewFileset {
        var plate = PlateDescription(index: 1, name: "P7")
        plate.rowCount = 8
        plate.columnCount = 12
        plate.rowNaming = .letter
        var run = PlateRun(index: 0, name: "first")
        run.startSeconds = 5
        let places = [
            WellPlace(plate: plate, row: 0, column: 0, field: 0, run: run),
            WellPlace(plate: plate, row: 0, column: 0, field: 1, run: PlateRun(index: 1)),
            WellPlace(plate: plate, row: 1, column: 2, field: 0), nil,
        ]
        var fileset = Sample.fileset("p.tif", imageNames: ["a", "b", "c", "d"])
        for (index, place) in places.enumerated() { fileset.images[index].place = place }
        fileset.screenID = screen
        fileset.datasetID = dataset
        return fileset
    }

    private func add(_ fileset: NewFileset) throws -> (filesetID: Int, imageIDs: [Int]) {
        guard case .added(let id, let images) = try catalogue.add(fileset) else {
            throw RepositoryError.noSuchFileset(id: 0)
        }
        return (id, images)
    }

    @Test func `images belong to wells of a plate, and the rest to the dataset`() throws {
        let dataset = try catalogue.createDataset(named: "d", description: "", ownedBy: .root)
        let (_, images) = try add(fileset(dataset: dataset))
        let plates = try catalogue.plates(
            ListFilter(.everything, isOrphaned: true),
            .init(limit: 9)
        )
        let plate = try #require(plates.records.first)
        #expect(plates.totalCount == 1)
        #expect(plate.name == "P7" && plate.rowCount == 8 && plate.columnCount == 12)
        #expect(plate.rowNamingConvention == "letter" && plate.columnNamingConvention == nil)
        #expect(plate.wellCount == 2)
        let wells = try catalogue.wells(ofPlate: plate.id, .all, offset: 0, limit: 9)
        #expect(wells.totalCount == 2)
        #expect(wells.records.map { [$0.row, $0.column] } == [[0, 0], [1, 2]])
        #expect(
            wells.records.map { $0.samples.map(\.imageID) } == [Array(images[..<2]), [images[2]]]
        )
        #expect(try catalogue.dataset(dataset)?.imageCount == 1)
        let orphans = try catalogue.images(
            ListFilter(.everything, isOrphaned: true),
            .init(limit: 9)
        )
        #expect(orphans.totalCount == 0)
        let found = try #require(try catalogue.wellSample(ofImage: images[1]))
        #expect(found.wellID == wells.records[0].id && found.sample.position == 1)
        #expect(try catalogue.wellSample(ofImage: images[3]) == nil)
        let well = ObjectReference(.well, found.wellID)
        #expect(try catalogue.ownership(of: well) == .root)
    }

    @Test func `wells are asked for by field and by run`() throws {
        let (_, images) = try add(fileset())
        let plate = try #require(
            try catalogue.plates(ListFilter(.everything), .init(limit: 1)).records.first
        ).id
        #expect(try catalogue.fieldRange(ofPlate: plate, plateAcquisition: nil) == 0...1)
        let runs = try catalogue.plateAcquisitions(ofPlate: plate)
        #expect(runs.map(\.name) == [nil, "first"])
        #expect(runs.map(\.startSeconds) == [nil, 5])
        #expect(try catalogue.plateAcquisition(runs[1].id) == runs[1])
        #expect(try catalogue.fieldRange(ofPlate: plate, plateAcquisition: runs[0].id) == 1...1)
        #expect(try catalogue.fieldRange(ofPlate: plate, plateAcquisition: 99) == nil)
        let second = WellFields(position: 1)
        let wells = try catalogue.wells(ofPlate: plate, second, offset: 0, limit: 9)
        #expect(wells.totalCount == 1)
        #expect(wells.records.flatMap(\.samples).map(\.imageID) == [images[1]])
        let first = WellFields(plateAcquisitionID: runs[1].id)
        let ofRun = try catalogue.wells(ofPlate: plate, first, offset: 0, limit: 9)
        #expect(ofRun.records.flatMap(\.samples).map(\.imageID) == [images[0]])
        #expect(try catalogue.wells(ofPlate: plate, .all, offset: 1, limit: 1).records.count == 1)
    }

    @Test func `another reading of the file changes neither plate nor wells`() throws {
        let screen = try catalogue.createScreen(NewContainer(name: "S", ownership: .root))
        let (id, images) = try add(fileset(screen: screen))
        let page = ListPage(limit: 9)
        let plate = try #require(
            try catalogue.plates(inScreen: screen, ownerID: nil, page)?.records.first
        )
        try catalogue.rename(ObjectReference(.plate, plate.id), to: "renamed", by: 0)
        #expect(try catalogue.replace(filesetID: id, with: fileset(screen: screen)) == images)
        let again = try catalogue.plates(inScreen: screen, ownerID: nil, page)
        #expect(again?.records.map(\.name) == ["renamed"])
        #expect(again?.records.map(\.wellCount) == [2])
        #expect(try catalogue.screen(screen)?.plateCount == 1)
        #expect(try catalogue.screens(ofPlate: plate.id).map(\.id) == [screen])
        #expect(try catalogue.screen(named: "S", ownedBy: .root)?.id == screen)
        #expect(try catalogue.plateAcquisitions(ofPlate: plate.id).count == 2)
    }

    @Test func `a plate goes with the files it was read from`() throws {
        let (_, images) = try add(fileset())
        let plate = try catalogue.plates(ListFilter(.everything), .init(limit: 1)).records[0].id
        #expect(try catalogue.imageIDs(ofPlate: plate) == Array(images[..<3]))
        #expect(throws: RepositoryError.cannot(action: "deleted by itself", .plate)) {
            try catalogue.delete(ObjectReference(.plate, plate), by: 0)
        }
        _ = try catalogue.deleteImages(images, by: 0)
        #expect(try catalogue.plates(ListFilter(.everything), .init(limit: 9)).totalCount == 0)
    }

    @Test func `what a file says of windows comes back`() throws {
        var new = Sample.fileset("w.tif")
        new.images[0].pixels.channels[1].metadata.window = 10...200.5
        new.images[0].pixels.channels[1].metadata.isActive = false
        let (_, images) = try add(new)
        let image = try catalogue.image(images[0])
        #expect(image?.channels == new.images[0].pixels.channels)
    }
}
