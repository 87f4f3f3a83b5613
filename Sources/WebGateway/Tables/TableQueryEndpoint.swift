package import HTTP
import JSON
import Tables
package import WebAccess

/// `table/<id>/query`: the rows that fulfil a query.
package struct TableQueryEndpoint: TableAnswering {
    private let tables: StoredTables

    package init(_ tables: StoredTables) { self.tables = tables }

    package func answer(
        _ question: TableQuestion,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> TableAnswer {
        let table = try tables.open(parameters, visitor)
        return .json(TableJSON.object(try tables.document(table, question)))
    }
}

extension StoredTables {
    /// The answer to a query as members of an object.
    func document(
        _ table: TableFile,
        _ question: TableQuestion
    ) throws -> [(name: String, bytes: [UInt8])] {
        let page = try page(
            table,
            query: question.first("query"),
            columns: question.all("col_names"),
            offset: question.count("offset") ?? 0,
            limit: question.count("limit")
        )
        return [
            ("data", TableJSON.object(page.data)), ("meta", JSONValue.object(page.meta).bytes),
        ]
    }
}
