package import HTTP
import JSON
import Tables
package import WebAccess

/// `table/<id>/metadata`: the columns of a table, and what was written about it.
package struct TableMetadataEndpoint: TableAnswering {
    private let tables: StoredTables

    package init(_ tables: StoredTables) { self.tables = tables }

    package func answer(
        _ question: TableQuestion,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> TableAnswer {
        let table = try tables.open(parameters, visitor)
        let columns = table.columns.map { column -> JSONValue in
            [
                "name": .string(column.name), "description": .string(column.description),
                "type": .string(column.type.rawValue),
            ]
        }
        let document: JSONValue = [
            "columns": .array(columns), "totalCount": .integer(table.rowCount),
            "user_metadata": .object(table.metadata),
        ]
        return .json(document.bytes)
    }
}
