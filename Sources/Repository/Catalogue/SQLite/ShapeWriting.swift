import Pixels
import SQLite

/// Writes the rows of shapes; part of a transaction that others begin and end.
struct ShapeWriting {
    private let connection: Connection

    init(_ connection: Connection) { self.connection = connection }

    /// Answers the new shape's id.
    func insert(_ shape: Shape, of roi: Int) throws -> Int {
        try connection.run("INSERT INTO shape (roi, type) VALUES (?, 'point')", roi)
        let id = connection.lastInsertedID
        _ = try update(id, to: shape)
        return id
    }

    /// Whether there is such a shape.
    func update(_ id: Int, to shape: Shape) throws -> Bool {
        let columns = ShapeColumns(shape.geometry)
        let style = shape.style
        let changed = try connection.run(
            Self.statement,
            columns.type,
            columns.x,
            columns.y,
            columns.width,
            columns.height,
            columns.radiusX,
            columns.radiusY,
            columns.x1,
            columns.y1,
            columns.x2,
            columns.y2,
            columns.points,
            columns.markerStart,
            columns.markerEnd,
            columns.mask,
            shape.z,
            shape.c,
            shape.t,
            style.fillColor,
            style.fillRule,
            style.strokeColor,
            style.strokeDashArray,
            style.strokeWidth?.value,
            style.strokeWidth?.unit,
            style.text,
            style.fontFamily,
            style.fontSize?.value,
            style.fontSize?.unit,
            style.fontStyle,
            style.isLocked,
            shape.transform?.a00,
            shape.transform?.a10,
            shape.transform?.a01,
            shape.transform?.a11,
            shape.transform?.a02,
            shape.transform?.a12,
            id
        )
        return changed == 1
    }

    private static let statement = """
        UPDATE shape SET (\(ShapeColumns.geometry), \(ShapeColumns.style))
            = (\(Array(repeating: "?", count: 36).joined(separator: ", ")))
        WHERE id = ?
        """
}
