import HTTP
import Kernel
package import Repository
package import Tables
package import WebAccess

/// Tables by the numbers of their files, as far as a visitor sees these.
package struct StoredTables: Sendable {
    let catalogue: any Catalogue
    let limits: GatewayLimits

    /// Bytes of the cells of one answer, decoded.
    static let cellBytesMax = 64 << 20

    package init(_ catalogue: any Catalogue, _ limits: GatewayLimits) {
        self.catalogue = catalogue
        self.limits = limits
    }

    /// The file of a table; nil when there is none that the visitor sees.
    package func record(_ id: Int, _ visitor: Visitor) throws -> AttachmentRecord? {
        guard let record = try catalogue.attachment(id),
            record.mediaType == AttachmentRecord.tableMediaType,
            visitor.may(.view, record.ownership)
        else { return nil }
        return record
    }

    package func open(_ record: AttachmentRecord) throws -> TableFile {
        try TableFile(TableBytes(try File.open(record.path)))
    }

    /// The table of a path, or OMERO's word that there is none.
    func open(_ parameters: RouteParameters, _ visitor: Visitor) throws -> TableFile {
        let id = parameters.integer("id") ?? 0
        guard let record = try record(id, visitor) else {
            throw TableFailure("Table \(id) not found")
        }
        return try open(record)
    }

    /// Some cells, column by column.
    func cells(_ table: TableFile, columns: [Int], rows: [Int]) throws -> [ColumnValues] {
        var byteCount = 0
        return try columns.map { column in
            let cells = try table.cells(ofColumn: column, rows: rows)
            byteCount += cells.byteCount
            guard byteCount <= Self.cellBytesMax else {
                throw TableFailure(
                    "More than \(Self.cellBytesMax) bytes in one answer: ask for fewer rows"
                )
            }
            return cells
        }
    }

    /// The condition of a query; nil for all rows.
    package static func condition(
        _ query: String?,
        _ table: TableFile
    ) throws(TableFailure) -> Condition? {
        guard let query, !query.isEmpty else {
            throw TableFailure("Must specify query parameter, use * to retrieve all")
        }
        do throws(ConditionError) {
            return try Condition.reading(query, table.columns)
        } catch {
            throw TableFailure("Error executing query: \(query) (\(error))")
        }
    }
}

/// Why a question about a table has no answer; told as JSON with status 200, as OMERO's clients expect.
package struct TableFailure: Error, Equatable {
    package let text: String
    /// What OMERO names as a status inside of the document.
    package let status: Int?

    package init(_ text: String, status: Int? = nil) {
        self.text = text
        self.status = status
    }
}
