package import HTTP
import JSON
import Repository
import Synchronization
import Tables
package import WebAccess

/// `omero_table/<id>/csv`: the rows of a table as comma-separated values, made while they are sent.
package struct TableCSVEndpoint: Endpoint {
    private let tables: StoredTables

    package init(_ tables: StoredTables) { self.tables = tables }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let question = try TableQuestion(request)
        let id = parameters.integer("id") ?? 0
        guard let record = try tables.record(id, visitor), visitor.mayDownload(record) else {
            throw Refusal(.notFound, "OriginalFile \(id) not found")
        }
        let table = try tables.open(record)
        let body: TableCSV
        do throws(TableFailure) {
            let condition = try StoredTables.condition(question.first("query") ?? "*", table)
            let places = StoredTables.columns(question.all("col_names"), table)
            body = TableCSV(table, condition, columns: places)
        } catch {
            return Response(.ok, json: error.document)
        }
        return try response(body, question, named: record.name)
    }

    private func response(
        _ body: TableCSV,
        _ question: TableQuestion,
        named name: String
    ) throws -> Response {
        let offset = try question.count("offset") ?? 0
        let limit = try question.count("limit") ?? Int.max
        let count = min(limit, max(0, try body.matchCount() - offset))
        do throws(TableFailure) {
            try tables.check(rows: count)
        } catch {
            return Response(.ok, json: error.document)
        }
        let hasHeader = question.first("header") != "false"
        let producer = TableCSVProducer(body, offset: offset, count: count, hasHeader: hasHeader)
        return Response(
            .ok,
            [
                ResponseField("Content-Type", "text/csv; charset=utf-8"),
                ContentDisposition.attachment(DownloadName.plain(name) + ".csv"),
                ResponseField("X-Content-Type-Options", "nosniff"),
                ResponseField("Cache-Control", "private, no-cache"),
            ],
            body: .chunks(producer, byteCount: nil)
        )
    }
}

/// The rows of a table that fulfil a condition, as text.
struct TableCSV: Sendable {
    let table: TableFile
    let columns: [Int]
    private let search: TableSearch

    init(_ table: TableFile, _ condition: Condition?, columns: [Int]) {
        self.table = table
        self.columns = columns
        search = TableSearch(table, condition)
    }

    func matchCount() throws -> Int {
        try search.page(in: 0..<table.rowCount, offset: 0, limit: 0).totalCount
    }

    var header: [UInt8] { CSVRow.bytes(columns.map { table.columns[$0].name }) }

    /// The places of the rows of a group that fulfil the condition.
    func places(inGroup group: Int) throws -> [Int] {
        let first = table.rows(ofGroup: group).lowerBound
        return try search.rows(inGroup: group).map { $0 - first }
    }

    func cells(ofGroup group: Int) throws -> [ColumnValues] {
        try columns.map { try table.values(ofColumn: $0, group: group) }
    }
}

/// Makes the text of one group of rows after the other, in pieces.
final class TableCSVProducer: BodyProducer {
    private let csv: TableCSV
    private let state: Mutex<State>

    private static let pieceBytes = 64 << 10

    private struct State {
        var isHeaderDue: Bool
        var skip: Int
        var rest: Int
        var group = 0
        /// What is left of the group that was read last.
        var places: ArraySlice<Int> = []
        var cells: [ColumnValues] = []
    }

    init(_ csv: TableCSV, offset: Int, count: Int, hasHeader: Bool) {
        self.csv = csv
        state = Mutex(State(isHeaderDue: hasHeader, skip: offset, rest: count))
    }

    func next() throws -> [UInt8]? {
        try state.withLock { state in
            var bytes: [UInt8] = []
            if state.isHeaderDue {
                state.isHeaderDue = false
                bytes = csv.header
            }
            while bytes.count < Self.pieceBytes, state.rest > 0, try fill(&state) {
                guard let place = state.places.popFirst() else { continue }
                CSVRow.append(state.cells, row: place, to: &bytes)
                state.rest -= 1
            }
            return bytes.isEmpty ? nil : bytes
        }
    }

    /// Whether there are rows left, read from the next groups where need be.
    private func fill(_ state: inout State) throws -> Bool {
        while state.places.isEmpty {
            guard state.group < csv.table.groupCount else { return false }
            let places = try csv.places(inGroup: state.group)
            let skipped = min(state.skip, places.count)
            state.skip -= skipped
            state.places = places[skipped...]
            state.cells = state.places.isEmpty ? [] : try csv.cells(ofGroup: state.group)
            state.group += 1
        }
        return true
    }
}
