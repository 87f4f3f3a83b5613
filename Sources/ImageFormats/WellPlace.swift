/// Where on a plate an image was taken.
package struct WellPlace: Hashable, Sendable {
    package var plate: PlateDescription
    /// From 0.
    package var row: Int
    package var column: Int
    /// The image's number among those of its well, from 0; each once.
    package var field: Int
    package var run: PlateRun?

    package init(
        plate: PlateDescription,
        row: Int,
        column: Int,
        field: Int,
        run: PlateRun? = nil
    ) {
        self.plate = plate
        self.row = row
        self.column = column
        self.field = field
        self.run = run
    }

    /// Rows and columns that a plate may have; the largest that are made have 48 × 72 wells.
    package static let edgeMax = 10_000
}

/// What a file says about a plate.
package struct PlateDescription: Hashable, Sendable {
    /// The plate's number among those of its file, from 0.
    package var index: Int
    package var name: String
    package var description: String?
    package var rowCount: Int?
    package var columnCount: Int?
    package var rowNaming: Naming?
    package var columnNaming: Naming?
    package var externalIdentifier: String?
    package var status: String?

    /// How rows or columns are called; the raw values are OME's.
    package enum Naming: String, Hashable, Sendable {
        case letter
        case number
    }

    package init(index: Int = 0, name: String) {
        self.index = index
        self.name = name
    }
}

/// One run of a microscope over a plate.
package struct PlateRun: Hashable, Sendable {
    /// The run's number among those of its plate, from 0.
    package var index: Int
    package var name: String?
    package var fieldCountMax: Int?
    /// Seconds since 1970.
    package var startSeconds: Double?
    package var endSeconds: Double?

    package init(index: Int, name: String? = nil) {
        self.index = index
        self.name = name
    }
}
