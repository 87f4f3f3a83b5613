import HTTP
import JSON
import Repository

/// What a form says that should go to another group or owner.
struct TransferForm: Equatable {
    let objects: [ObjectReference]
    let target: Transfer.Target

    static let kinds: [(name: String, kind: ObjectKind)] = [
        ("Project", .project), ("Dataset", .dataset), ("Image", .image), ("Screen", .screen),
        ("Plate", .plate),
    ]
    /// Most things of one form.
    static let objectsMax = 1000

    /// - Parameter isChgrp: whether to a group; else to an owner.
    /// - Throws: `Refusal` for what is no number, and without a target.
    init(_ form: FormFields, isChgrp: Bool) throws {
        objects = try Self.objects(form.pairs.map { ($0.name, $0.value) })
        let name = isChgrp ? "group_id" : "owner_id"
        guard let id = form[name].flatMap({ Int($0) }), id >= 0 else {
            throw Refusal(.badRequest, "No \(name) specified")
        }
        target = isChgrp ? .group(id) : .owner(id)
    }

    static func objects(_ pairs: [(name: String, value: String)]) throws -> [ObjectReference] {
        let objects = try kinds.flatMap { name, kind in
            try pairs.filter { $0.name == name }.flatMap { $0.value.split(separator: ",") }
                .map { text in
                    guard let id = Int(text), id >= 0 else { throw Refusal.invalidParameter }
                    return ObjectReference(kind, id)
                }
        }
        guard objects.count <= objectsMax else {
            throw Refusal(.badRequest, "More than \(objectsMax) things")
        }
        return objects
    }

    var transfer: Transfer { Transfer(objects, to: target) }
}
