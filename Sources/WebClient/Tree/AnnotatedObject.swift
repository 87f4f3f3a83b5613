import JSON
import Repository

/// A thing that is annotated, as its annotations name it.
struct AnnotatedObject {
    let reference: ObjectReference
    /// Nil for a thing without a name.
    let name: String?

    init(_ reference: ObjectReference, _ catalogue: any Catalogue) throws {
        self.reference = reference
        name = try Self.name(reference, catalogue)
    }

    /// The kinds by their parameters, in the order of the answer.
    static let kinds: [(kind: ObjectKind, parameters: [String])] = [
        (.project, ["project"]), (.dataset, ["dataset"]), (.image, ["image"]),
        (.screen, ["screen"]), (.plate, ["plate"]), (.plateAcquisition, ["run", "acquisition"]),
        (.well, ["well"]),
    ]

    var json: JSONValue {
        let name = name.flatMap { $0.isEmpty ? nil : [JSONValue.Member("name", .string($0))] }
        return .object(
            [
                JSONValue.Member("id", .integer(reference.id)),
                JSONValue.Member("class", .string(reference.kind.className + "I")),
            ] + (name ?? [])
        )
    }

    private static func name(
        _ reference: ObjectReference,
        _ catalogue: any Catalogue
    ) throws -> String? {
        let id = reference.id
        return switch reference.kind {
        case .project: try catalogue.project(id)?.name
        case .dataset: try catalogue.dataset(id)?.name
        case .image: try catalogue.image(id)?.name
        case .screen: try catalogue.screen(id)?.name
        case .plate: try catalogue.plate(id)?.name
        case .plateAcquisition: try catalogue.plateAcquisition(id)?.name ?? "Run \(id)"
        case .well: try wellName(id, catalogue)
        default: nil
        }
    }

    private static func wellName(_ id: Int, _ catalogue: any Catalogue) throws -> String? {
        guard let well = try catalogue.well(id), let plate = try catalogue.plate(well.plateID)
        else { return nil }
        return plate.place(of: well)
    }
}
