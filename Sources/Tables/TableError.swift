/// Why a table cannot be read or written.
package enum TableError: Error, Equatable, CustomStringConvertible {
    /// The file is not what was written once.
    case damaged(file: String, offset: Int, reason: String)
    case beyondLimit(String)
    /// What is to be written does not fit together.
    case unfit(String)

    package var description: String {
        switch self {
        case .damaged(let file, let offset, let reason):
            "\(file): the table is damaged at byte \(offset): \(reason)"
        case .beyondLimit(let limit): "a table has at most \(limit)"
        case .unfit(let reason): reason
        }
    }
}

/// What a table may be.
package enum TableLimits {
    package static let columnsMax = 1000
    package static let rowsMax = 1 << 40
    /// Bytes of a text in a cell.
    package static let textBytesMax = 64 << 10
    /// Elements of an array in a cell.
    package static let arrayWidthMax = 4096
    package static let groupRowsMax = 64 << 10
    /// Decoded bytes of a group that make it end; its last row comes on top.
    package static let groupBytesMax = 16 << 20
    /// Decoded bytes of one column in a group: all of the group, and one cell more.
    static let chunkBytesMax = groupBytesMax + (1 << 20)
    static let groupsMax = 1 << 20
    /// Bytes of names, descriptions and metadata.
    static let descriptionBytesMax = 4 << 20
    static let indexBytesMax = 64 << 20
}
