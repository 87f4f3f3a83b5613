package import HTTP
import JSON
import Pixels
package import Repository

/// What OMERO.iviewer sends to have an image's regions saved.
package struct SavedRegions: Equatable {
    package let changes: RegionChanges
    /// What the viewer calls the new shapes, in their order.
    let newNames: [String]
    /// What it calls all others, which keep their names.
    let otherNames: [String]

    /// - Throws: `Refusal` with what is wrong, and where.
    package init(_ body: [UInt8]) throws(Refusal) {
        guard let document = JSONReader.document(body), document.members != nil else {
            throw Refusal(.badRequest, "The body is no JSON object")
        }
        guard let image = document["imageId"]?.integer else {
            throw Refusal(.badRequest, "No image id provided!")
        }
        guard let rois = document["rois"], rois.members != nil else {
            throw Refusal(.badRequest, "Could not find rois object!")
        }
        var changes = RegionChanges(imageID: image)
        let new = try Self.shapes(rois, "new")
        changes.newShapes = try Self.drawn(new)
        let modified = try Self.shapes(rois, "modified")
        changes.edits = try Self.edits(modified)
        let removed = try Self.names(rois, "empty_rois")
        changes.deletedRegions = removed.map(\.roiID)
        let deleted = try Self.names(rois, "deleted")
        changes.deletedShapes = try Self.placed(deleted)
        guard changes.count <= RegionChanges.countMax else {
            throw Refusal(.badRequest, "More than \(RegionChanges.countMax) changes")
        }
        self.changes = changes
        newNames = new.map(\.name)
        otherNames = modified.map(\.name) + (removed + deleted).flatMap(\.shapes)
    }

    private typealias Named = (name: String, document: JSONValue)

    /// The shapes of a list, each with what the viewer calls it.
    private static func shapes(_ rois: JSONValue, _ list: String) throws(Refusal) -> [Named] {
        var shapes: [Named] = []
        for document in try elements(rois, list) {
            guard let name = document["oldId"]?.string else {
                throw Refusal(.badRequest, "A shape without its oldId")
            }
            shapes.append((name, document))
        }
        return shapes
    }

    /// A list that is not there is empty.
    private static func elements(_ rois: JSONValue, _ name: String) throws(Refusal) -> [JSONValue] {
        guard let list = rois[name], list != .null else { return [] }
        guard let elements = list.elements else {
            throw Refusal(.badRequest, "\(name): expected a list")
        }
        return elements
    }

    private static func drawn(_ shapes: [Named]) throws(Refusal) -> [Shape] {
        var drawn: [Shape] = []
        for shape in shapes {
            let shape = try ShapeReading(shape.document).shape
            if case .mask = shape.geometry {
                throw Refusal(.badRequest, "A new mask would have no bits")
            }
            drawn.append(shape)
        }
        return drawn
    }

    private static func edits(_ shapes: [Named]) throws(Refusal) -> [ShapeEdit] {
        var edits: [ShapeEdit] = []
        for shape in shapes {
            guard let id = shape.document["@id"]?.integer else {
                throw Refusal(.badRequest, "A changed shape without its @id")
            }
            let reading = try ShapeReading(shape.document)
            edits.append(ShapeEdit(id, to: reading.shape, keeping: reading.kept))
        }
        return edits
    }

    private typealias NamedRegion = (roiID: Int, shapes: [String])

    /// Regions by their numbers, each with the names of some of its shapes: `{"1": ["1:2", "1:3"]}`.
    private static func names(_ rois: JSONValue, _ name: String) throws(Refusal) -> [NamedRegion] {
        guard let object = rois[name], object != .null else { return [] }
        guard let members = object.members else {
            throw Refusal(.badRequest, "\(name): expected an object")
        }
        var regions: [NamedRegion] = []
        for member in members {
            let shapes = member.value.elements?.compactMap(\.string)
            guard let id = Int(member.name), let shapes,
                shapes.count == member.value.elements?.count
            else { throw Refusal(.badRequest, "\(name): expected lists of shapes by ROIs") }
            regions.append((id, shapes))
        }
        return regions
    }

    private static func placed(_ regions: [NamedRegion]) throws(Refusal) -> [PlacedShapeID] {
        var shapes: [PlacedShapeID] = []
        for region in regions {
            for name in region.shapes {
                let numbers = name.split(separator: ":", omittingEmptySubsequences: false)
                guard numbers.count == 2, Int(numbers[0]) == region.roiID,
                    let shape = Int(numbers[1])
                else { throw Refusal(.badRequest, "\(name) is no shape of ROI \(region.roiID)") }
                shapes.append(PlacedShapeID(roiID: region.roiID, shapeID: shape))
            }
        }
        return shapes
    }
}
