import Pixels
import Repository

/// What a thing says of itself on a panel.
struct PanelTexts {
    var name: String
    var description = ""
    var facts: [PanelFact?] = []
}

extension PanelReader {
    /// Nil for what is not there, and for kinds without a panel.
    func texts(of object: ObjectReference) throws -> PanelTexts? {
        let id = object.id
        return switch object.kind {
        case .project: try catalogue.project(id).map(texts)
        case .dataset: try catalogue.dataset(id).map(texts)
        case .image: try catalogue.image(id).map(texts)
        case .screen: try catalogue.screen(id).map(texts)
        case .plate: try catalogue.plate(id).map(texts)
        case .plateAcquisition: try catalogue.plateAcquisition(id).map(texts)
        case .well: try catalogue.well(id).flatMap(texts)
        case .annotation: try catalogue.annotation(id).flatMap(texts)
        default: nil
        }
    }

    private func texts(_ project: ProjectRecord) throws -> PanelTexts {
        PanelTexts(
            name: project.name,
            description: project.description,
            facts: [
                Self.created(project.createdSeconds),
                PanelFact("datasets", "Datasets", try tree.childCount(project)),
            ]
        )
    }

    private func texts(_ dataset: DatasetRecord) throws -> PanelTexts {
        PanelTexts(
            name: dataset.name,
            description: dataset.description,
            facts: [
                Self.created(dataset.createdSeconds),
                PanelFact("images", "Images", try tree.childCount(dataset)),
            ]
        )
    }

    private func texts(_ image: ImageRecord) -> PanelTexts {
        PanelTexts(
            name: image.name,
            description: image.description,
            facts: [
                PanelFact("acquired", "Acquired", moment: image.acquisitionSeconds),
                PanelFact("imported", "Imported", moment: Double(image.importedSeconds)),
            ] + AcquisitionContent.pixels(of: image)
        )
    }

    private func texts(_ screen: ScreenRecord) throws -> PanelTexts {
        PanelTexts(
            name: screen.name,
            description: screen.description,
            facts: [
                Self.created(screen.createdSeconds),
                PanelFact("plates", "Plates", try tree.childCount(screen)),
                PanelFact("type", "Type", screen.type),
                PanelFact("protocol", "Protocol", screen.protocolIdentifier),
                PanelFact("protocol-description", "Of the protocol", screen.protocolDescription),
                PanelFact("reagents", "Reagent set", screen.reagentSetIdentifier),
                PanelFact(
                    "reagents-description",
                    "Of the reagent set",
                    screen.reagentSetDescription
                ),
            ]
        )
    }

    private static func created(_ seconds: Int) -> PanelFact? {
        PanelFact("created", "Created", moment: Double(seconds))
    }

    private func texts(_ plate: PlateRecord) -> PanelTexts {
        PanelTexts(
            name: plate.name,
            description: plate.description,
            facts: [
                Self.created(plate.createdSeconds),
                PanelFact("wells", "Wells", plate.wellCount),
                PanelFact("rows", "Rows", plate.rowCount),
                PanelFact("columns", "Columns", plate.columnCount),
                PanelFact("external-identifier", "Identifier", plate.externalIdentifier),
                PanelFact("status", "Status", plate.status),
            ]
        )
    }

    private func texts(_ run: PlateAcquisitionRecord) throws -> PanelTexts {
        PanelTexts(
            name: run.treeName,
            description: run.description,
            facts: [
                PanelFact("started", "Started", moment: run.startSeconds),
                PanelFact("ended", "Ended", moment: run.endSeconds),
                try fact(ofPlate: run.plateID),
                PanelFact("fields", "Fields of a well", run.maximumFieldCount),
            ]
        )
    }

    /// A well is called by its place.
    private func texts(_ well: WellRecord) throws -> PanelTexts? {
        guard let plate = try catalogue.plate(well.plateID) else { return nil }
        return PanelTexts(
            name: plate.place(of: well),
            description: well.externalDescription ?? "",
            facts: [
                try fact(ofPlate: well.plateID),
                PanelFact("fields", "Fields", well.samples.count),
                PanelFact("external-identifier", "Identifier", well.externalIdentifier),
                PanelFact("type", "Type", well.type),
                PanelFact("status", "Status", well.status),
            ]
        )
    }

    private func fact(ofPlate id: Int) throws -> PanelFact? {
        try catalogue.plate(id).map { PanelFact("plate", "Plate", $0.name, id: id) }
    }

    /// Nil for other annotations, which are shown with what they annotate.
    private func texts(_ annotation: AnnotationRecord) -> PanelTexts? {
        guard case .tag(let text) = annotation.value else { return nil }
        let isSet = annotation.namespace == AnnotationNamespace.tagSet
        return PanelTexts(
            name: text,
            description: annotation.description ?? "",
            facts: [
                Self.created(annotation.createdSeconds),
                PanelFact("kind", "Kind", isSet ? "Tag set" : "Tag"),
                PanelFact("namespace", "Namespace", annotation.namespace),
            ]
        )
    }
}
