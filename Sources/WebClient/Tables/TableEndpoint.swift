package import HTTP
import JSON
import Repository
import Tables
package import WebAccess
package import WebGateway

/// `omero_table/<id>`: rows of a table as a page, or as JSON with the addresses of its neighbours.
package struct TableEndpoint: Endpoint {
    package enum Form: Sendable {
        case page, json
    }

    private let tables: StoredTables
    private let context: PageContext
    private let form: Form

    package init(_ tables: StoredTables, _ context: PageContext, _ form: Form) {
        self.tables = tables
        self.context = context
        self.form = form
    }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let question = try TableQuestion(request)
        let id = parameters.integer("id") ?? 0
        guard let record = try tables.record(id, visitor) else {
            throw Refusal(.notFound, "OriginalFile \(id) not found")
        }
        let query = question.first("query") ?? "*"
        let limit = try question.count("limit") ?? context.pageSize
        let offset = try question.count("offset") ?? 0
        let page: TablePage
        do {
            let table = try tables.open(record)
            page = try tables.page(table, query: query, offset: offset, limit: limit)
        } catch let failure as TableFailure {
            return failed(failure, TableContent(record, query, context), visitor)
        }
        let content = TableContent(record, query, context)
        if form == .json { return content.json(page) }
        return Page(
            context: context,
            title: record.name,
            content: content.markup(page),
            visitor: visitor
        ).response
    }

    /// A query that means nothing is told on the page that has the field for it.
    private func failed(
        _ failure: TableFailure,
        _ content: TableContent,
        _ visitor: Visitor
    ) -> Response {
        if form == .json { return Response(.ok, json: failure.document) }
        return Page(
            context: context,
            title: content.record.name,
            content: content.markup(failure),
            visitor: visitor
        ).response
    }
}
