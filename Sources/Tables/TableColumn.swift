/// A column of a table: its name, what it is about, and what its cells are.
package struct TableColumn: Sendable, Equatable {
    package var name: String
    package var description: String
    package var type: ColumnType
    /// Elements of a cell; 1 but for arrays.
    package var width: Int

    package init(_ name: String, _ type: ColumnType, description: String = "", width: Int = 1) {
        self.name = name
        self.description = description
        self.type = type
        self.width = width
    }
}

extension TableColumn {
    /// Bytes of each cell; nil where they differ.
    var cellBytes: Int? {
        switch type.storage {
        case .booleans: 1
        case .longs, .doubles: 8
        case .floatArrays: 4 * width
        case .doubleArrays, .longArrays: 8 * width
        case .texts: nil
        }
    }
}

/// The types of columns; the raw values are OMERO's names of them.
package enum ColumnType: String, Sendable, CaseIterable {
    case file = "FileColumn"
    case image = "ImageColumn"
    case dataset = "DatasetColumn"
    case project = "ProjectColumn"
    case roi = "RoiColumn"
    case well = "WellColumn"
    case plate = "PlateColumn"
    case boolean = "BoolColumn"
    case double = "DoubleColumn"
    case long = "LongColumn"
    case string = "StringColumn"
    case floatArray = "FloatArrayColumn"
    case doubleArray = "DoubleArrayColumn"
    case longArray = "LongArrayColumn"

    /// How cells lie in memory.
    package enum Storage: Sendable {
        case longs, doubles, booleans, texts, floatArrays, doubleArrays, longArrays
    }

    package var storage: Storage {
        switch self {
        case .file, .image, .dataset, .project, .roi, .well, .plate, .long: .longs
        case .boolean: .booleans
        case .double: .doubles
        case .string: .texts
        case .floatArray: .floatArrays
        case .doubleArray: .doubleArrays
        case .longArray: .longArrays
        }
    }

    package var isArray: Bool {
        switch storage {
        case .floatArrays, .doubleArrays, .longArrays: true
        case .longs, .doubles, .booleans, .texts: false
        }
    }
}
