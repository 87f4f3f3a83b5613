import Kernel
import Pixels
import SQLite

extension SQLiteCatalogue {
    package func change(_ changes: RegionChanges, by actor: Actor) throws -> [PlacedShapeID] {
        guard changes.count <= RegionChanges.countMax else {
            throw RepositoryError.tooMany(name: "changes", countMax: RegionChanges.countMax)
        }
        return try database.write { connection in
            let image = ObjectReference(.image, changes.imageID)
            let right: Action = changes.newShapes.isEmpty ? .view : .annotate
            try authorize(actor, right, image, connection)
            let added = try add(changes.newShapes, to: image, by: actor, connection)
            for edit in changes.edits { try apply(edit, on: image, by: actor, connection) }
            for shape in changes.deletedShapes {
                try remove(shape, on: image, by: actor, connection)
            }
            for region in changes.deletedRegions {
                let object = ObjectReference(.roi, region)
                try authorize(actor, .delete, object, of: region, on: image, connection)
                try connection.run("DELETE FROM roi WHERE id = ?", region)
                try log(.delete, object, by: actor.userID, connection)
            }
            return added
        }
    }

    private func add(
        _ shapes: [Shape],
        to image: ObjectReference,
        by actor: Actor,
        _ connection: Connection
    ) throws -> [PlacedShapeID] {
        guard let group = try ownership(of: image, connection)?.groupID else {
            throw RepositoryError.noSuchObject(image)
        }
        let now = WallClock.nowSeconds()
        return try shapes.map { shape in
            let region = NewRegion(
                imageID: image.id,
                ownership: Ownership(ownerID: actor.userID, groupID: group),
                shapes: []
            )
            let id = try RegionWriting(connection).insertEmpty(region, atSeconds: now)
            let shapeID = try ShapeWriting(connection).insert(shape, of: id)
            try log(.insert, ObjectReference(.roi, id), by: actor.userID, connection)
            return PlacedShapeID(roiID: id, shapeID: shapeID)
        }
    }

    private func apply(
        _ edit: ShapeEdit,
        on image: ObjectReference,
        by actor: Actor,
        _ connection: Connection
    ) throws {
        let object = ObjectReference(.shape, edit.id)
        let found = try connection.row(RegionQueries.shape, edit.id) {
            (roiID: try $0.next(Int.self), record: try ShapeRecord(row: &$0))
        }
        guard let found else { throw RepositoryError.noSuchObject(object) }
        try authorize(actor, .edit, object, of: found.roiID, on: image, connection)
        let shape = edit.applied(to: found.record.shape)
        _ = try ShapeWriting(connection).update(edit.id, to: shape)
        try log(.update, object, by: actor.userID, connection)
    }

    private func remove(
        _ shape: PlacedShapeID,
        on image: ObjectReference,
        by actor: Actor,
        _ connection: Connection
    ) throws {
        let object = ObjectReference(.shape, shape.shapeID)
        try authorize(actor, .delete, object, of: shape.roiID, on: image, connection)
        let text = "DELETE FROM shape WHERE id = ? AND roi = ?"
        guard try connection.run(text, shape.shapeID, shape.roiID) == 1 else {
            throw RepositoryError.noSuchObject(object)
        }
        try log(.delete, object, by: actor.userID, connection)
    }

    /// A region of another image is not there for whoever works on this one.
    private func authorize(
        _ actor: Actor,
        _ action: Action,
        _ object: ObjectReference,
        of region: Int,
        on image: ObjectReference,
        _ connection: Connection
    ) throws {
        let text = "SELECT image FROM roi WHERE id = ?"
        guard try connection.row(text, region, read: { try $0.next(Int.self) }) == image.id else {
            throw RepositoryError.noSuchObject(object)
        }
        try authorize(actor, action, object, connection)
    }
}
