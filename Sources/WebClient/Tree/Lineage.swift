import JSON
import Repository

/// What holds some things, at any height, and which of them each holds.
struct Lineage {
    /// The things and all that holds them.
    private(set) var objects: [ObjectReference: [AnnotatedObject]] = [:]

    /// All things of a kind, those that were asked for and those that hold any.
    func ids(_ kind: ObjectKind) -> [Int] { objects.keys.filter { $0.kind == kind }.map(\.id) }

    /// Whether anything that was asked for lies in it.
    func holdsAny(_ object: ObjectReference) -> Bool { !(objects[object] ?? []).isEmpty }

    init(of requested: [ObjectReference], _ reader: TreeReader) throws {
        for reference in requested {
            objects[reference, default: []] += []
            let named = try AnnotatedObject(reference, reader.catalogue)
            for parent in try Self.parents(of: reference, reader) {
                objects[parent, default: []].append(named)
            }
        }
    }

    private static func parents(
        of object: ObjectReference,
        _ reader: TreeReader
    ) throws -> [ObjectReference] {
        let (catalogue, id) = (reader.catalogue, object.id)
        let found: [(ObjectReference, Ownership)]
        switch object.kind {
        case .image:
            found =
                try catalogue.datasets(ofImage: id).map {
                    (ObjectReference(.dataset, $0.id), $0.ownership)
                } + throughWell(id, catalogue)
        case .dataset:
            found = try catalogue.projects(ofDataset: id).map {
                (ObjectReference(.project, $0.id), $0.ownership)
            }
        case .plate:
            found = try catalogue.screens(ofPlate: id).map {
                (ObjectReference(.screen, $0.id), $0.ownership)
            }
        case .well: found = try plate(catalogue.well(id)?.plateID, catalogue)
        case .plateAcquisition:
            found = try plate(catalogue.plateAcquisition(id)?.plateID, catalogue)
        default: found = []
        }
        let seen = found.filter { reader.sees($0.1) }.map(\.0)
        var all: [ObjectReference] = []
        for parent in try seen.flatMap({ [$0] + (try parents(of: $0, reader)) })
        where !all.contains(parent) { all.append(parent) }
        return all
    }

    private static func throughWell(
        _ image: Int,
        _ catalogue: any Catalogue
    ) throws -> [(ObjectReference, Ownership)] {
        guard let (id, field) = try catalogue.wellSample(ofImage: image),
            let well = try catalogue.well(id)
        else { return [] }
        let run = field.plateAcquisitionID.map {
            (ObjectReference(.plateAcquisition, $0), well.ownership)
        }
        return [(ObjectReference(.well, id), well.ownership)] + (run.map { [$0] } ?? [])
    }

    private static func plate(
        _ id: Int?,
        _ catalogue: any Catalogue
    ) throws -> [(ObjectReference, Ownership)] {
        guard let plate = try id.flatMap(catalogue.plate) else { return [] }
        return [(ObjectReference(.plate, plate.id), plate.ownership)]
    }

    /// What each of some things holds, by its class and number.
    func json(of parents: [ObjectReference]) -> JSONValue {
        let held = Set(parents).sorted { $0.id < $1.id }
        let classes = AnnotatedObject.kinds.map(\.kind).compactMap { kind -> JSONValue.Member? in
            let members = held.filter { $0.kind == kind }.map { parent in
                JSONValue.Member(
                    "\(parent.id)",
                    .array((objects[parent] ?? []).map(\.json))
                )
            }
            return members.isEmpty
                ? nil : JSONValue.Member(kind.className + "I", .object(members))
        }
        return .object(classes)
    }
}
