package import HTTP
import JSON
import Pixels
import Repository
package import WebAccess

/// `plate/…`: the images of one field of all wells, in the places of a grid.
package struct PlateGridEndpoint: Endpoint {
    private let application: BrowsingApplication
    /// Wells of one plate.
    private static let wellsMax = 10_000
    private static let pageCount = 500

    package init(_ application: BrowsingApplication) { self.application = application }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let id = parameters.integer("id") ?? 0
        guard let plate = try application.catalogue.plate(id), visitor.may(.view, plate.ownership)
        else { throw Refusal(.notFound, "Plate:\(id) not found") }
        let query = try QueryParameters(query: request.target.query)
        let wells = try wells(of: id)
        let layout = query.first("layout").flatMap(PlateLayout.init) ?? application.layout
        guard let (rows, columns) = layout.grid(of: wells) else {
            throw Refusal(.badRequest, "More than \(PlateLayout.sideMax) rows or columns")
        }
        let shown = Shown(
            field: parameters.integer("field") ?? 0,
            run: parameters.integer("run"),
            items: ImageItems(application, thumbnailSide: query.integer("size"))
        )
        let cells = try cells(wells, shown, visitor)
        let grid = rows.map { row in
            JSONValue.array(columns.map { cells[Place(row: row, column: $0)]?.json ?? .null })
        }
        let document: JSONValue = [
            "grid": .array(grid),
            "collabels": .array(columns.map { Self.label(plate.columnName($0)) }),
            "rowlabels": .array(rows.map { Self.label(plate.rowName($0)) }),
            "image_sizes": .array(Self.sizes(of: cells)),
        ]
        return try JSONCallback.response(document, callback: query.first("callback"))
    }

    private struct Shown {
        let field: Int
        let run: Int?
        let items: ImageItems
    }

    private struct Place: Hashable {
        let row: Int
        let column: Int
    }

    private struct Cell {
        let image: ImageRecord
        let json: JSONValue
    }

    private func wells(of plate: Int) throws -> [WellRecord] {
        var wells: [WellRecord] = []
        while true {
            let page = try application.catalogue.wells(
                ofPlate: plate,
                .all,
                offset: wells.count,
                limit: Self.pageCount
            ).records
            guard !page.isEmpty else { return wells }
            wells += page
            guard wells.count <= Self.wellsMax else {
                throw Refusal(.badRequest, "More than \(Self.wellsMax) wells in one plate")
            }
        }
    }

    private func cells(
        _ wells: [WellRecord],
        _ shown: Shown,
        _ visitor: Visitor
    ) throws -> [Place: Cell] {
        var cells: [Place: Cell] = [:]
        for well in wells {
            guard let sample = Self.sample(of: well, shown),
                let image = try application.gateway.record(sample.imageID, visitor)
            else { continue }
            let item =
                try shown.items.members(image) + [
                    .init("wellId", .integer(well.id)), .init("field", .integer(shown.field)),
                ]
            cells[Place(row: well.row, column: well.column)] = Cell(
                image: image,
                json: .object(item)
            )
        }
        return cells
    }

    /// The field by its position; those of a run count from its first one in each well.
    private static func sample(of well: WellRecord, _ shown: Shown) -> WellSampleRecord? {
        guard let run = shown.run else {
            return well.samples.first { $0.position == shown.field }
        }
        let ofRun = well.samples.filter { $0.plateAcquisitionID == run }
        guard let first = ofRun.map(\.position).min() else { return nil }
        return ofRun.first { $0.position - first == shown.field }
    }

    /// The size of one image, by which a page lays the others out.
    private static func sizes(of cells: [Place: Cell]) -> [JSONValue] {
        let first = cells.min { ($0.key.column, $0.key.row) < ($1.key.column, $1.key.row) }
        guard let image = first?.value.image else { return [] }
        return [
            [
                "x": .integer(image.dimensions.x), "y": .integer(image.dimensions.y),
                "image_id": .integer(image.id),
            ]
        ]
    }

    /// Numbers are numbers, letters are text.
    private static func label(_ name: String) -> JSONValue {
        Int(name).map(JSONValue.integer) ?? .string(name)
    }
}
