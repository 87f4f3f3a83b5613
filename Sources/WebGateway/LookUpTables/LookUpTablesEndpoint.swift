package import HTTP
import JSON
import Rendering
import WebAccess

/// `luts`: the look-up tables by name, and where each is in the picture of all.
package struct LookUpTablesEndpoint: PromptEndpoint {
    private let tables: LookUpTables

    /// What stands for the gradient behind a viewer's sliders in lists of tables.
    private static let gradient: JSONValue = "gradient.png"

    package init(_ gateway: Gateway) { tables = gateway.tables }

    package func answer(_ request: Request, _ parameters: RouteParameters) throws -> Response {
        let query = try QueryParameters(query: request.target.query)
        let hasColors = query.first("rgb")?.lowercased() == "true"
        let document: JSONValue = [
            "luts": .array(
                tables.all.enumerated().map { Self.entry($0, $1, hasColors: hasColors) }
            ),
            "png_luts": .array(OldLookUpTablePicture.paths.map(JSONValue.string) + [Self.gradient]),
            "png_luts_new": .array(tables.all.map { .string($0.path) } + [Self.gradient]),
        ]
        return try JSONCallback.response(document, callback: query.first("callback"))
    }

    private static func entry(_ index: Int, _ table: LookUpTable, hasColors: Bool) -> JSONValue {
        var members = [
            JSONValue.Member("id", .integer(index + 1)),
            JSONValue.Member("path", .string(table.folder)),
            JSONValue.Member("name", .string(table.name)),
            JSONValue.Member("size", .integer(table.fileBytes)),
            JSONValue.Member("png_index", .integer(OldLookUpTablePicture.index(of: table.path))),
            JSONValue.Member("png_index_new", .integer(index)),
        ]
        if hasColors {
            let colors = (0..<LookUpTable.levelCount).map { level -> JSONValue in
                .array([table.red, table.green, table.blue].map { .integer(Int($0[level])) })
            }
            members.append(JSONValue.Member("rgb", .array(colors)))
        }
        return .object(members)
    }
}
