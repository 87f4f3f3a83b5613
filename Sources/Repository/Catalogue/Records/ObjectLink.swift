/// The kinds of containers and of what they hold.
package enum ObjectLink: Sendable, Hashable, CaseIterable {
    case projectDataset
    case datasetImage
    case screenPlate

    package var parent: ObjectKind {
        switch self {
        case .projectDataset: .project
        case .datasetImage: .dataset
        case .screenPlate: .screen
        }
    }

    package var child: ObjectKind {
        switch self {
        case .projectDataset: .dataset
        case .datasetImage: .image
        case .screenPlate: .plate
        }
    }

    var table: String { "\(parent.rawValue)\(child.rawValue)link" }

    /// The container's column that says how many it holds.
    var countColumn: String { "\(child.rawValue)count" }
}
