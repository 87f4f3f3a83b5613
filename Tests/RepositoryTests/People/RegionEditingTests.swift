import ImageFormats
import Pixels
import TestSupport
import Testing

@testable import Repository

@Suite struct `Regions changed in a group` {
    private let folder: TemporaryFolder
    private let catalogue: SQLiteCatalogue
    private let lab: Int
    private let anna: Actor
    private let bob: Actor
    private let carol: Actor
    private let image: Int

    init() throws {
        folder = try TemporaryFolder()
        let catalogue = try SQLiteCatalogue(path: folder.path("catalogue.db"), isDurable: false)
        let lab = try catalogue.add(GroupDetails(name: "lab", level: .readWrite), by: .root)
        let elsewhere = try catalogue.add(GroupDetails(name: "elsewhere"), by: .root)
        func member(_ name: String, of group: Int) throws -> Actor {
            let details = PersonDetails(userName: name, firstName: "A", lastName: name)
            let id = try catalogue.add(NewExperimenter(details, groupIDs: [group]), by: .root)
            return try #require(try catalogue.experimenter(id)?.actor)
        }
        anna = try member("anna", of: lab)
        bob = try member("bob", of: lab)
        carol = try member("carol", of: elsewhere)
        let page = TIFFPage(
            size: PixelSize(width: 2, height: 2),
            pixelType: .uint8,
            bytes: [1, 2, 3, 4]
        )
        let path = try folder.write(TIFFWriter.file(of: [page]), to: "image.tif")
        var options = ImportOptions()
        options.ownership = Ownership(ownerID: anna.userID, groupID: lab)
        let report = try Repository.Importer(catalogue).run([path], options: options)
        image = try #require(report.imageIDs.first)
        self.catalogue = catalogue
        self.lab = lab
    }

    private func setLevel(_ level: GroupLevel) throws {
        try catalogue.change(group: lab, to: GroupDetails(name: "lab", level: level), by: .root)
    }

    private func draw(by actor: Actor) throws -> PlacedShapeID {
        var changes = RegionChanges(imageID: image)
        changes.newShapes = [Shape(.point(x: 1, y: 1))]
        return try #require(try catalogue.change(changes, by: actor).first)
    }

    /// All three ways to change a region that is there.
    private func changes(of place: PlacedShapeID) -> [RegionChanges] {
        var edit = RegionChanges(imageID: image)
        edit.edits = [ShapeEdit(place.shapeID, to: Shape(.point(x: 2, y: 2)))]
        var shape = RegionChanges(imageID: image)
        shape.deletedShapes = [place]
        var region = RegionChanges(imageID: image)
        region.deletedRegions = [place.roiID]
        return [edit, shape, region]
    }

    @Test func `a new region is its maker's, in the image's group`() throws {
        let place = try draw(by: bob)
        let region = try #require(try catalogue.roi(place.roiID))
        #expect(region.ownership == Ownership(ownerID: bob.userID, groupID: lab))
        #expect(region.shapes.map(\.id) == [place.shapeID])
    }

    @Test func `members draw from read-annotate on, and change each other's from read-write on`()
        throws
    {
        let place = try draw(by: anna)
        for level in [GroupLevel.readOnly, .readAnnotate] {
            try setLevel(level)
            for change in changes(of: place) {
                #expect(throws: PeopleError.self) { try catalogue.change(change, by: bob) }
            }
        }
        try setLevel(.readOnly)
        #expect(throws: PeopleError.notAllowed("annotate Image \(image)")) {
            _ = try draw(by: bob)
        }
        try setLevel(.readAnnotate)
        let own = try draw(by: bob)
        for change in changes(of: own).dropLast() { _ = try catalogue.change(change, by: bob) }
        #expect(try catalogue.roi(own.roiID)?.shapes.isEmpty == true)
        try setLevel(.readWrite)
        _ = try catalogue.change(changes(of: place)[2], by: bob)
        #expect(try catalogue.roi(place.roiID) == nil)
    }

    @Test func `in a private group, and from elsewhere, nothing is there`() throws {
        let place = try draw(by: anna)
        try setLevel(.isPrivate)
        for actor in [bob, carol] {
            for change in changes(of: place) {
                #expect(throws: RepositoryError.noSuchObject(ObjectReference(.image, image))) {
                    try catalogue.change(change, by: actor)
                }
            }
            #expect(throws: RepositoryError.self) { _ = try draw(by: actor) }
        }
        #expect(try catalogue.shape(place.shapeID)?.record.shape.geometry == .point(x: 1, y: 1))
    }

    @Test func `what is drawn as a visitor is refused`() throws {
        var visitor = anna
        visitor.role = .visitor
        #expect(throws: PeopleError.self) { _ = try draw(by: visitor) }
    }

    @Test func `too many changes are refused at once`() throws {
        var changes = RegionChanges(imageID: image)
        changes.deletedRegions = Array(0...RegionChanges.countMax)
        #expect(
            throws: RepositoryError.tooMany(name: "changes", countMax: RegionChanges.countMax)
        ) { try catalogue.change(changes, by: anna) }
    }

    @Test func `regions are found by the planes of their shapes`() throws {
        func add(_ planes: [(z: Int?, t: Int?)]) throws -> Int {
            let shapes = planes.map { Shape(.point(x: 1, y: 1), z: $0.z, t: $0.t) }
            return try catalogue.createROI(
                NewRegion(imageID: image, ownership: .root, shapes: shapes)
            )
        }
        let everywhere = try add([(nil, nil)])
        let one = try add([(1, 1), (5, nil)])
        let other = try add([(2, nil)])
        func found(_ z: ClosedRange<Int>?, _ t: ClosedRange<Int>?) throws -> [Int] {
            try catalogue.rois(
                ofImage: image,
                on: PlaneRange(z: z, t: t),
                offset: 0,
                limit: 10
            ).records.map(\.id)
        }
        #expect(try found(1...1, 1...1) == [everywhere, one])
        #expect(try found(1...1, 0...0) == [everywhere])
        #expect(try found(2...5, 0...0) == [everywhere, one, other])
        #expect(try found(nil, nil) == [everywhere, one, other])
        let page = try catalogue.rois(
            ofImage: image,
            on: PlaneRange(z: 2...5, t: nil),
            offset: 1,
            limit: 1
        )
        #expect(page.records.map(\.id) == [one] && page.totalCount == 3)
        let place = try catalogue.roiPlace(other, ofImage: image, on: PlaneRange(z: 2...2))
        #expect(place.index == 1 && place.count == 2)
        let counts = try catalogue.shapePlanes(ofImage: image)
        #expect(counts.map(\.shapeCount).reduce(0, +) == 4)
    }
}
