import HTTP
import JSON
package import Repository
import WebAccess

/// The tables that are attached to a thing, or to what holds it.
package struct BulkAnnotations: Sendable {
    private let catalogue: any Catalogue
    private let people: any People

    package init(_ catalogue: any Catalogue, _ people: any People) {
        self.catalogue = catalogue
        self.people = people
    }

    struct Table: Sendable {
        var annotationID: Int
        var fileID: Int
        var document: JSONValue
    }

    /// - Parameter type: such as `Plate`, or with the way to what the number is of: `Plate.wells`.
    func tables(_ type: String, _ id: Int, _ visitor: Visitor) throws -> [Table] {
        let words = type.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard let path = Self.paths[type] else {
            let names = words.map { "'\($0)'" }.joined(separator: ", ")
            throw TableFailure("[\(names)] cannot be queried")
        }
        let parents = try self.parents(path, id)
        return try parents.flatMap { parent in
            guard let ownership = try catalogue.ownership(of: parent),
                visitor.may(.view, ownership)
            else { return [Table]() }
            return try tables(of: parent, named: words[0], visitor)
        }
    }

    private func tables(
        of parent: ObjectReference,
        named type: String,
        _ visitor: Visitor
    ) throws -> [Table] {
        try catalogue.annotations(of: parent.kind, [parent.id], types: [.file], namespace: nil)
            .compactMap { link in
                let annotation = link.annotation
                guard case .file(let id) = annotation.value,
                    visitor.may(.view, annotation.ownership),
                    let file = try catalogue.attachment(id), visitor.may(.view, file.ownership),
                    annotation.namespace == AnnotationNamespace.bulkAnnotations
                        || file.mediaType == AttachmentRecord.tableMediaType
                else { return nil }
                let document: JSONValue = [
                    "id": .integer(annotation.id), "name": .string(file.name),
                    "file": .integer(id), "ns": JSONValue(annotation.namespace),
                    "parentType": .string(type), "parentId": .integer(parent.id),
                    "owner": .string(try name(annotation.ownership.ownerID)),
                    "addedBy": .string(try name(link.ownerID)),
                    "addedOn": .integer(link.createdSeconds * 1000),
                ]
                return Table(annotationID: annotation.id, fileID: id, document: document)
            }
    }

    private func name(_ userID: Int) throws -> String {
        guard let user = try people.experimenter(userID) else { return "" }
        return user.firstName + " " + user.lastName
    }

    /// How one gets from the thing with the number to what tables are attached to.
    private enum Path {
        case itself(ObjectKind)
        case plateOfWell, plateOfImage, screensOfPlate, screensOfWell, screensOfImage
        case datasetsOfImage, projectsOfDataset, projectsOfImage
    }

    private static let paths: [String: Path] = [
        "Project": .itself(.project), "Dataset": .itself(.dataset), "Image": .itself(.image),
        "Screen": .itself(.screen), "Plate": .itself(.plate), "Well": .itself(.well),
        "PlateAcquisition": .itself(.plateAcquisition), "Plate.wells": .plateOfWell,
        "Plate.wells.wellSamples.image": .plateOfImage,
        "Screen.plateLinks.child": .screensOfPlate,
        "Screen.plateLinks.child.wells": .screensOfWell,
        "Screen.plateLinks.child.wells.wellSamples.image": .screensOfImage,
        "Dataset.imageLinks.child": .datasetsOfImage,
        "Project.datasetLinks.child": .projectsOfDataset,
        "Project.datasetLinks.child.imageLinks.child": .projectsOfImage,
    ]

    private func parents(_ path: Path, _ id: Int) throws -> [ObjectReference] {
        switch path {
        case .itself(let kind): [ObjectReference(kind, id)]
        case .plateOfWell: try plates(ofWell: id).map { ObjectReference(.plate, $0) }
        case .plateOfImage: try plates(ofImage: id).map { ObjectReference(.plate, $0) }
        case .screensOfPlate: try screens(ofPlates: [id])
        case .screensOfWell: try screens(ofPlates: plates(ofWell: id))
        case .screensOfImage: try screens(ofPlates: plates(ofImage: id))
        case .datasetsOfImage:
            try catalogue.datasets(ofImage: id).map { ObjectReference(.dataset, $0.id) }
        case .projectsOfDataset:
            try catalogue.projects(ofDataset: id).map { ObjectReference(.project, $0.id) }
        case .projectsOfImage:
            try catalogue.datasets(ofImage: id).flatMap { dataset in
                try catalogue.projects(ofDataset: dataset.id).map {
                    ObjectReference(.project, $0.id)
                }
            }
        }
    }

    private func plates(ofWell id: Int) throws -> [Int] {
        try catalogue.well(id).map { [$0.plateID] } ?? []
    }

    private func plates(ofImage id: Int) throws -> [Int] {
        try catalogue.wellSample(ofImage: id).map { try plates(ofWell: $0.wellID) } ?? []
    }

    private func screens(ofPlates plates: [Int]) throws -> [ObjectReference] {
        try plates.flatMap { plate in
            try catalogue.screens(ofPlate: plate).map { ObjectReference(.screen, $0.id) }
        }
    }
}
