package import HTTP
import JSON
package import WebAccess

/// `annotations/<type>/<id>`: the tables that are attached to a thing.
package struct BulkAnnotationsEndpoint: TableAnswering {
    private let annotations: BulkAnnotations

    package init(_ annotations: BulkAnnotations) { self.annotations = annotations }

    package func answer(
        _ question: TableQuestion,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> TableAnswer {
        let tables = try annotations.tables(
            parameters.text("type") ?? "",
            parameters.integer("id") ?? 0,
            visitor
        )
        let document: JSONValue = ["data": .array(tables.map(\.document))]
        return .json(document.bytes)
    }
}

/// `table/<type>/<id>/query`: rows of the newest table of a thing that has an answer.
package struct ObjectTableQueryEndpoint: TableAnswering {
    private let tables: StoredTables
    private let annotations: BulkAnnotations

    package init(_ tables: StoredTables, _ annotations: BulkAnnotations) {
        self.tables = tables
        self.annotations = annotations
    }

    package func answer(
        _ question: TableQuestion,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> TableAnswer {
        let found = try annotations.tables(
            parameters.text("type") ?? "",
            parameters.integer("id") ?? 0,
            visitor
        )
        var failure = TableFailure("Could not retrieve bulk annotations table")
        for table in found.sorted(by: { $0.fileID > $1.fileID }) {
            do {
                return try answer(question, table, visitor)
            } catch let error as TableFailure {
                failure = error
            }
        }
        throw failure
    }

    private func answer(
        _ question: TableQuestion,
        _ table: BulkAnnotations.Table,
        _ visitor: Visitor
    ) throws -> TableAnswer {
        guard let record = try tables.record(table.fileID, visitor) else {
            throw TableFailure("Table \(table.fileID) not found")
        }
        var members = try tables.document(tables.open(record), question)
        members.append(("id", JSONValue.integer(table.fileID).bytes))
        members.append(("annId", JSONValue.integer(table.annotationID).bytes))
        for name in ["owner", "addedBy", "parentType", "parentId", "addedOn"] {
            members.append((name, (table.document[name] ?? .null).bytes))
        }
        return .json(TableJSON.object(members))
    }
}
