import JSON
import Repository

/// What a trial found, as OMERO's dialog reads it.
struct TransferDocument {
    let report: TransferReport
    let catalogue: any Catalogue

    var json: JSONValue {
        get throws {
            let included = ObjectKind.allCases.compactMap { kind -> JSONValue.Member? in
                guard let ids = report.included[kind] else { return nil }
                return JSONValue.Member(kind.className + "s", .array(ids.map(JSONValue.integer)))
            }
            return [
                "finished": true,
                "includedObjects": .object(included),
                "unlinkedParents": .object(try named(report.parents)),
                "unlinkedChildren": .object(try named(report.children)),
                "unlinkedAnnotations": try annotations,
            ]
        }
    }

    /// By kind, each with its name.
    private func named(_ objects: Set<ObjectReference>) throws -> [JSONValue.Member] {
        try ObjectKind.allCases.compactMap { kind -> JSONValue.Member? in
            let ids = objects.filter { $0.kind == kind }.map(\.id).sorted()
            if ids.isEmpty { return nil }
            let items = try ids.map { id -> JSONValue in
                let found = try SearchResult(ObjectReference(kind, id), catalogue)
                return ["id": .integer(id), "name": .string(found?.name ?? "")]
            }
            return JSONValue.Member(kind.className + "s", .array(items))
        }
    }

    private var annotations: JSONValue {
        get throws {
            var tags: [JSONValue] = []
            var files: [JSONValue] = []
            var comments: [JSONValue] = []
            var otherCount = 0
            for id in report.annotations.sorted() {
                guard let annotation = try catalogue.annotation(id) else { continue }
                switch annotation.value {
                case .tag(let text): tags.append(["id": .integer(id), "name": .string(text)])
                case .comment(let text):
                    comments.append(["id": .integer(id), "text": .string(text)])
                case .file(let file):
                    let name = try catalogue.attachment(file)?.name ?? ""
                    files.append(["id": .integer(id), "name": .string(name)])
                default: otherCount += 1
                }
            }
            return [
                "Tags": .array(tags), "Files": .array(files), "Comments": .array(comments),
                "Others": .integer(otherCount),
            ]
        }
    }
}
