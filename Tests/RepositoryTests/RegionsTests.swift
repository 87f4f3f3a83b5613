import Pixels
import SQLite
import TestSupport
import Testing

@testable import Repository

@Suite struct `Regions of interest of a catalogue` {
    private let folder: TemporaryFolder
    private let catalogue: SQLiteCatalogue
    private let image: Int

    init() throws {
        folder = try TemporaryFolder()
        catalogue = try SQLiteCatalogue(path: folder.path("catalogue.db"), isDurable: false)
        let added = try catalogue.add(Sample.fileset("a.tif"))
        guard case .added(_, let ids) = added else { throw RepositoryError.noSuchFileset(id: 0) }
        image = ids[0]
    }

    private static let geometries: [Shape.Geometry] = [
        .rectangle(x: 1, y: 2.5, width: 3, height: 4), .ellipse(x: 1, y: 2, radiusX: 3, radiusY: 4),
        .line(x1: 1, y1: 2, x2: 3, y2: -4, .init(start: "Arrow", end: nil)),
        .polyline(points: "1,2 3,4", .init(end: "Arrow")), .polygon(points: "1,2 3,4 5,6"),
        .point(x: 1, y: 2), .label(x: 0, y: 0),
        .mask(x: 1, y: 2, width: 8, height: 1, bits: [0xA5]),
    ]

    private func region(_ shapes: [Shape], owner: Int = 0) -> NewRegion {
        NewRegion(
            imageID: image,
            name: "cell",
            ownership: Ownership(ownerID: owner, groupID: 0),
            shapes: shapes
        )
    }

    @Test func `every kind of shape comes back as it was`() throws {
        var style = ShapeStyle()
        style.fillColor = -16_776_961
        style.strokeColor = Int(Int32.min)
        style.strokeWidth = .init(1.5, unit: "PIXEL")
        style.text = "α"
        style.fontSize = .init(12, unit: "POINT")
        style.fontFamily = "serif"
        style.fontStyle = "Bold"
        style.fillRule = "EvenOdd"
        style.strokeDashArray = "1 2"
        style.isLocked = true
        let transform = AffineTransform(a00: 1, a10: 2, a01: 3, a11: 4, a02: 5, a12: 6)
        let shapes =
            Self.geometries.map { Shape($0) }
            + Self.geometries.map {
                Shape($0, z: 1, c: 0, t: 2, style: style, transform: transform)
            }
        let id = try catalogue.createROI(region(shapes))
        let found = try #require(try catalogue.roi(id))
        #expect(found.shapes.map(\.shape) == shapes)
        #expect(found.imageID == image && found.name == "cell" && found.description == nil)
        let last = try #require(found.shapes.last)
        let shape = try #require(try catalogue.shape(last.id))
        #expect(shape.roiID == id && shape.record == last)
    }

    @Test func `regions are counted and paged by their numbers`() throws {
        let ids = try (0..<5).map {
            try catalogue.createROI(region([Shape(.point(x: Double($0), y: 0))]))
        }
        #expect(try catalogue.roiCount(ofImage: image) == 5)
        let page = try catalogue.rois(ofImage: image, offset: 3, limit: 9)
        #expect(page.totalCount == 5 && page.records.map(\.id) == Array(ids[3...]))
        try catalogue.delete(ObjectReference(.roi, ids[4]), by: 0)
        #expect(try catalogue.roiCount(ofImage: image) == 4)
        #expect(try catalogue.roi(ids[4]) == nil)
        _ = try catalogue.createROI(region([], owner: 1))
        let own = Visibility.limited(userID: 1, readableGroups: [], ownGroups: [0])
        #expect(try catalogue.rois(ListFilter(own), offset: 0, limit: 9).totalCount == 1)
        let all = try catalogue.rois(ListFilter(.everything), offset: 1, limit: 2)
        #expect(all.totalCount == 5 && all.records.map(\.id) == Array(ids[1...2]))
    }

    @Test func `a shape is added, changed into another kind and removed`() throws {
        let roi = try catalogue.createROI(region([]))
        let id = try catalogue.addShape(Shape(.point(x: 1, y: 1)), toROI: roi, by: 0)
        let polygon = Shape(.polygon(points: "0,0 1,1"))
        try catalogue.updateShape(id, to: polygon, by: 0)
        #expect(try catalogue.roi(roi)?.shapes.map(\.shape) == [polygon])
        #expect(try catalogue.ownership(of: ObjectReference(.shape, id)) == .root)
        try catalogue.delete(ObjectReference(.shape, id), by: 0)
        #expect(try catalogue.roi(roi)?.shapes == [])
        #expect(throws: RepositoryError.noSuchObject(ObjectReference(.shape, id))) {
            try catalogue.updateShape(id, to: polygon, by: 0)
        }
        #expect(throws: RepositoryError.noSuchObject(ObjectReference(.roi, 99))) {
            try catalogue.addShape(polygon, toROI: 99, by: 0)
        }
        var astray = region([])
        astray.imageID = 99
        #expect(throws: RepositoryError.noSuchObject(ObjectReference(.image, 99))) {
            try catalogue.createROI(astray)
        }
    }
}
