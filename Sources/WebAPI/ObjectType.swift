import Repository

/// The kinds of objects of the API, by their names in addresses.
package enum ObjectType: String, CaseIterable, Sendable {
    case projects
    case datasets
    case images
    case screens
    case plates
    case plateacquisitions
    case wells
    case rois
    case shapes
    case experimenters
    case experimentergroups

    var kind: ObjectKind {
        switch self {
        case .projects: .project
        case .datasets: .dataset
        case .images: .image
        case .screens: .screen
        case .plates: .plate
        case .plateacquisitions: .plateAcquisition
        case .wells: .well
        case .rois: .roi
        case .shapes: .shape
        case .experimenters: .experimenter
        case .experimentergroups: .experimenterGroup
        }
    }

    /// The type's name in messages.
    var className: String { kind.className }

    /// The query parameter that names one such object, where lists can be narrowed to it.
    package var parameterName: String { kind.rawValue }

    /// The types of objects that a list of this one can be narrowed to what belongs to: as a
    /// parameter of the query, and as a path such as `projects/5/datasets/`.
    package var parents: [ObjectType] {
        switch self {
        case .projects: [.datasets]
        case .datasets: [.projects, .images]
        case .images: [.datasets]
        case .screens: [.plates]
        case .plates: [.screens, .wells]
        case .plateacquisitions: [.plates]
        case .wells: [.plates, .plateacquisitions]
        case .rois: [.images]
        case .shapes: []
        case .experimenters: [.experimentergroups]
        case .experimentergroups: [.experimenters]
        }
    }

    /// Whether it has no owner.
    var isOfPeople: Bool { self == .experimenters || self == .experimentergroups }

    /// Whether there is a list of all; runs are listed under their plates alone.
    var hasList: Bool { self != .plateacquisitions }

    var isDeletable: Bool {
        switch self {
        case .projects, .datasets, .screens, .plateacquisitions, .rois, .shapes: true
        case .images, .plates, .wells, .experimenters, .experimentergroups: false
        }
    }
}
