import HTTP
import JSON
import Pixels
import Repository
import Testing
import WebAPI
import WebAccess

@testable import IViewer

@Suite struct `Saving of regions` {
    private let context: IViewerUnderTest
    private let image: Int
    private let stranger = Actor(userID: 9, role: .user, memberships: [99: .readWrite])

    init() throws {
        context = try IViewerUnderTest()
        image = try context.addStack()
    }

    private func save(
        _ rois: String,
        of image: Int? = nil,
        as actor: Actor = .root
    ) throws -> JSONValue {
        let answer = try SaveRegionsEndpoint(context.iviewer()).answer(
            "/iviewer/persist_rois",
            "/iviewer/persist_rois",
            body: "{\"imageId\": \(image ?? self.image), \"rois\": \(rois)}",
            as: actor
        )
        return try #require(JSONReader.document(answer.text))
    }

    private static func rectangle(_ more: String = "") -> String {
        "{\"@type\": \"\(ShapeReading.schema)Rectangle\", \"X\": 1, \"Y\": 2, \"Width\": 3,"
            + " \"Height\": 4\(more)}"
    }

    private func draw(as actor: Actor = .root) throws -> (roi: Int, shape: Int) {
        let ids = try save("{\"new\": [\(Self.rectangle(", \"oldId\": \"-1:-1\""))]}", as: actor)
        let name = try #require(ids["ids"]?["-1:-1"]?.string)
        let numbers = name.split(separator: ":").compactMap { Int($0) }
        return (numbers[0], numbers[1])
    }

    @Test func `each new shape becomes a region, and the viewer is told its number`() throws {
        let (roi, shape) = try draw()
        let region = try #require(try context.catalogue.roi(roi))
        #expect(region.imageID == image)
        #expect(region.shapes.map(\.id) == [shape])
        #expect(region.shapes[0].shape.geometry == .rectangle(x: 1, y: 2, width: 3, height: 4))
        #expect(try context.catalogue.roiCount(ofImage: image) == 1)
    }

    @Test func `a changed shape keeps what the viewer knows nothing of`() throws {
        let bits: [UInt8] = [0b1010_0000, 0b0100_0000]
        var mask = Shape(.mask(x: 0, y: 0, width: 4, height: 4, bits: bits))
        mask.style.isLocked = true
        mask.style.strokeDashArray = "1 2"
        mask.style.fillColor = 7
        let roi = try context.catalogue.createROI(
            NewRegion(imageID: image, ownership: .root, shapes: [mask])
        )
        let id = try #require(try context.catalogue.roi(roi)?.shapes.first?.id)
        let ids = try save(
            "{\"modified\": [{\"@id\": \(id), \"oldId\": \"\(roi):\(id)\", \"X\": 5, \"Y\": 6,"
                + "\"@type\": \"\(ShapeReading.schema)Mask\", \"Width\": 4, \"Height\": 4,"
                + "\"Text\": \"moved\", \"TheZ\": 1}]}"
        )
        #expect(ids == ["ids": .object([.init("\(roi):\(id)", .string("\(roi):\(id)"))])])
        let shape = try #require(try context.catalogue.shape(id)?.record.shape)
        #expect(shape.geometry == .mask(x: 5, y: 6, width: 4, height: 4, bits: bits))
        #expect(shape.style.isLocked == true && shape.style.strokeDashArray == "1 2")
        #expect(shape.style.text == "moved" && shape.z == 1 && shape.style.fillColor == nil)
    }

    @Test func `shapes are deleted by themselves or with their region`() throws {
        let first = try draw()
        let second = try draw()
        let kept = try context.catalogue.addShape(
            Shape(.point(x: 1, y: 1)),
            toROI: first.roi,
            by: 0
        )
        let ids = try save(
            """
            {"deleted": {"\(first.roi)": ["\(first.roi):\(first.shape)"]},
             "empty_rois": {"\(second.roi)": ["\(second.roi):\(second.shape)"]}}
            """
        )
        #expect(ids["ids"]?.members?.count == 2)
        #expect(try context.catalogue.roi(first.roi)?.shapes.map(\.id) == [kept])
        #expect(try context.catalogue.roi(second.roi) == nil)
    }

    @Test func `when one change is refused none is made`() throws {
        #expect(throws: RepositoryError.noSuchObject(ObjectReference(.roi, 999))) {
            _ = try save(
                "{\"new\": [\(Self.rectangle(", \"oldId\": \"-1:-1\""))], \"empty_rois\": {\"999\": []}}"
            )
        }
        #expect(try context.catalogue.roiCount(ofImage: image) == 0)
    }

    @Test func `a region of another image is not there`() throws {
        let other = try context.addStack(named: "other.ome.tif")
        let (roi, shape) = try draw()
        let name = "\(roi):\(shape)"
        let changes = [
            "{\"deleted\": {\"\(roi)\": [\"\(name)\"]}}", "{\"empty_rois\": {\"\(roi)\": []}}",
            "{\"modified\": [\(Self.rectangle(", \"@id\": \(shape), \"oldId\": \"\(name)\""))]}",
        ]
        for change in changes {
            #expect(throws: RepositoryError.self) { _ = try save(change, of: other) }
        }
        #expect(try context.catalogue.roi(roi)?.shapes.count == 1)
    }

    @Test func `what is not seen is not there, and the public changes nothing`() throws {
        let drawing = "{\"new\": [\(Self.rectangle(", \"oldId\": \"-1:-1\""))]}"
        #expect(throws: Refusal(.notFound, "Could not find associated image!")) {
            _ = try save(drawing, as: stranger)
        }
        #expect {
            _ = try save(drawing, as: .anybody)
        } throws: {
            if case PeopleError.notAllowed = $0 { true } else { false }
        }
        #expect(try context.catalogue.roiCount(ofImage: image) == 0)
    }

    @Test(arguments: [
        "", "[]", "{}", "{\"imageId\": 1}", "{\"imageId\": 1, \"rois\": []}",
        "{\"imageId\": \"1\", \"rois\": {}}", "{\"imageId\": 1, \"rois\": {\"new\": {}}}",
        "{\"imageId\": 1, \"rois\": {\"new\": [{}]}}",
        "{\"imageId\": 1, \"rois\": {\"deleted\": {\"1\": [\"2:3\"]}}}",
        "{\"imageId\": 1, \"rois\": {\"deleted\": {\"x\": []}}}",
        "{\"imageId\": 1, \"rois\": {\"empty_rois\": {\"1\": [2]}}}",
    ])
    func `a body that is no such document is refused`(_ body: String) {
        #expect(throws: Refusal.self) { try SavedRegions(Array(body.utf8)) }
    }

    @Test func `shapes on planes that the image does not have are refused`() {
        for axis in ["TheZ\": 3", "TheC\": 2", "TheT\": 2"] {
            #expect(throws: Refusal.self) {
                _ = try save(
                    "{\"new\": [\(Self.rectangle(", \"oldId\": \"-1:-1\", \"\(axis)"))]}"
                )
            }
        }
    }

    @Test func `a new mask, which would have no bits, is refused`() {
        let mask =
            "{\"@type\": \"\(ShapeReading.schema)Mask\", \"X\": 1, \"Y\": 2, \"Width\": 3,"
            + " \"Height\": 4, \"oldId\": \"-1:-1\"}"
        #expect(throws: Refusal.self) { _ = try save("{\"new\": [\(mask)]}") }
    }
}
