import HTTP
import JSON
import Repository

/// What a form says that should go to another group or owner.
struct TransferForm: Equatable {
    let objects: [ObjectReference]
    let target: Transfer.Target
    /// Filesets that go whole.
    var filesets: [Int] = []
    /// Where it lies in the group it goes to.
    var container: Transfer.Container?

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
        guard isChgrp else { return }
        filesets = try Self.numbers(form.all("fileset"))
        container = try Self.container(form)
    }

    /// A new container goes before one that is there.
    private static func container(_ form: FormFields) throws -> Transfer.Container? {
        if let name = form["new_container_name"], name.contains(where: { !$0.isWhitespace }) {
            let type = form["new_container_type"] ?? ""
            guard let kind = ChangeTarget.words[type], containers.contains(kind) else {
                throw Refusal(.badRequest, "new_container_type: '\(type)' holds nothing")
            }
            return .new(kind, name: name)
        }
        guard let text = form["target_id"], !text.isEmpty else { return nil }
        let container = try ChangeTarget(text).object
        guard containers.contains(container.kind) else {
            throw Refusal(.badRequest, "target_id: '\(text)' holds nothing")
        }
        return .existing(container)
    }

    private static let containers: [ObjectKind] = [.project, .dataset, .screen]

    static func objects(_ pairs: [(name: String, value: String)]) throws -> [ObjectReference] {
        let objects = try kinds.flatMap { name, kind in
            try numbers(pairs.filter { $0.name == name }.map(\.value)).map {
                ObjectReference(kind, $0)
            }
        }
        guard objects.count <= objectsMax else {
            throw Refusal(.badRequest, "More than \(objectsMax) things")
        }
        return objects
    }

    /// Numbers of fields that may be repeated, and hold several with commas between them.
    private static func numbers(_ texts: [String]) throws -> [Int] {
        let numbers = try texts.flatMap { $0.split(separator: ",") }.map { text in
            guard let id = Int(text), id >= 0 else { throw Refusal.invalidParameter }
            return id
        }
        guard numbers.count <= objectsMax else {
            throw Refusal(.badRequest, "More than \(objectsMax) things")
        }
        return numbers
    }

    var transfer: Transfer {
        var transfer = Transfer(objects, to: target)
        transfer.filesets = filesets
        transfer.container = container
        return transfer
    }
}
