package import Pixels

/// Changes to the regions of one image that are made together or not at all.
package struct RegionChanges: Sendable, Equatable {
    package var imageID: Int
    /// Each becomes a region of its own.
    package var newShapes: [Shape] = []
    package var edits: [ShapeEdit] = []
    /// Removed with all their shapes.
    package var deletedRegions: [Int] = []
    package var deletedShapes: [PlacedShapeID] = []

    package init(imageID: Int) { self.imageID = imageID }

    /// Changes of one request.
    package static let countMax = 10_000

    package var count: Int {
        newShapes.count + edits.count + deletedRegions.count + deletedShapes.count
    }
}

/// A shape that is to be changed; whoever changes it need not know all that is kept of it.
package struct ShapeEdit: Sendable, Equatable {
    package var id: Int
    package var shape: Shape
    /// What stays as it is, whatever `shape` says.
    package var kept: Kept

    package struct Kept: OptionSet, Sendable {
        package let rawValue: Int

        package init(rawValue: Int) { self.rawValue = rawValue }

        package static let maskBits = Kept(rawValue: 1)
        package static let transform = Kept(rawValue: 2)
        package static let lock = Kept(rawValue: 4)
        package static let fillRule = Kept(rawValue: 8)
        package static let strokeDashes = Kept(rawValue: 16)
    }

    package init(_ id: Int, to shape: Shape, keeping kept: Kept = []) {
        self.id = id
        self.shape = shape
        self.kept = kept
    }

    /// The shape as it will be.
    func applied(to old: Shape) -> Shape {
        var shape = shape
        if kept.contains(.transform) { shape.transform = old.transform }
        if kept.contains(.lock) { shape.style.isLocked = old.style.isLocked }
        if kept.contains(.fillRule) { shape.style.fillRule = old.style.fillRule }
        if kept.contains(.strokeDashes) {
            shape.style.strokeDashArray = old.style.strokeDashArray
        }
        if kept.contains(.maskBits), case .mask(_, _, _, _, let bits) = old.geometry,
            case .mask(let x, let y, let width, let height, _) = shape.geometry
        {
            shape.geometry = .mask(x: x, y: y, width: width, height: height, bits: bits)
        }
        return shape
    }
}

/// A shape with the region it is said to be of.
package struct PlacedShapeID: Sendable, Hashable {
    package var roiID: Int
    package var shapeID: Int

    package init(roiID: Int, shapeID: Int) {
        self.roiID = roiID
        self.shapeID = shapeID
    }
}
