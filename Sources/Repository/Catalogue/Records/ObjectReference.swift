/// The kinds of things that a catalogue numbers; the raw values are OMERO's names of their tables.
package enum ObjectKind: String, Sendable, Hashable, CaseIterable {
    case project
    case dataset
    case image
    case screen
    case plate
    case plateAcquisition = "plateacquisition"
    case well
    case roi
    case shape
    case originalFile = "originalfile"
    case fileset
    case experimenter
    case experimenterGroup = "experimentergroup"
    case annotation

    /// The name of OMERO's class, as the event log and messages have it.
    package var className: String {
        switch self {
        case .project: "Project"
        case .dataset: "Dataset"
        case .image: "Image"
        case .screen: "Screen"
        case .plate: "Plate"
        case .plateAcquisition: "PlateAcquisition"
        case .well: "Well"
        case .roi: "Roi"
        case .shape: "Shape"
        case .originalFile: "OriginalFile"
        case .fileset: "Fileset"
        case .experimenter: "Experimenter"
        case .experimenterGroup: "ExperimenterGroup"
        case .annotation: "Annotation"
        }
    }
}

/// One thing of a catalogue.
package struct ObjectReference: Sendable, Hashable {
    package var kind: ObjectKind
    package var id: Int

    package init(_ kind: ObjectKind, _ id: Int) {
        self.kind = kind
        self.id = id
    }
}
