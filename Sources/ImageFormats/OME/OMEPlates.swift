/// The plates of an OME-XML document, as they are read element by element.
struct OMEPlates: Sendable {
    /// Where each image was taken, by Image/@ID; of several places the first.
    private(set) var places: [String: WellPlace] = [:]
    private var plate: PlateDescription?
    private var plateCount = 0
    private var well: (row: Int, column: Int)?
    private var fieldCounts: [[Int]: Int] = [:]
    private var runs: [PlateRun] = []
    /// The image of each sample of the plate that is read, by WellSample/@ID.
    private var images: [String: String] = [:]
    private var sampleID: String?

    mutating func start(_ name: String, in parent: String?, _ attributes: [String: String]) {
        switch (name, parent) {
        case ("Plate", "OME"), ("Plate", "Screen"), ("Plate", "SPW"): startPlate(attributes)
        case ("Well", "Plate"): startWell(attributes)
        case ("WellSample", "Well"): sampleID = attributes["ID"]
        // In 2003 the sample itself, later its reference, names the image.
        case ("ImageRef", "WellSample"): addImage(attributes["ID"])
        case ("PlateAcquisition", "Plate"), ("ScreenAcquisition", "Screen"): startRun(attributes)
        case ("WellSampleRef", "PlateAcquisition"): setRun(ofSample: attributes["ID"])
        default: return
        }
    }

    private mutating func startPlate(_ attributes: [String: String]) {
        // A reference from a screen has no name and no wells.
        var plate = PlateDescription(
            index: plateCount,
            name: attributes["Name"].flatMap { $0.isEmpty ? nil : $0 } ?? "Plate"
        )
        plate.rowCount = attributes.count("Rows")
        plate.columnCount = attributes.count("Columns")
        plate.rowNaming = attributes["RowNamingConvention"].flatMap { .init(rawValue: $0) }
        plate.columnNaming = attributes["ColumnNamingConvention"].flatMap { .init(rawValue: $0) }
        plate.externalIdentifier = attributes["ExternalIdentifier"]
        plate.status = attributes["Status"]
        self.plate = plate
        plateCount += 1
        (well, runs, images, fieldCounts) = (nil, [], [:], [:])
    }

    private mutating func startWell(_ attributes: [String: String]) {
        well = nil
        guard let row = attributes.count("Row"), let column = attributes.count("Column") else {
            return
        }
        well = (row, column)
    }

    private mutating func addImage(_ id: String?) {
        guard let plate, let well, let id, places[id] == nil else { return }
        let field = fieldCounts[[well.row, well.column], default: 0]
        fieldCounts[[well.row, well.column]] = field + 1
        if let sampleID { images[sampleID] = id }
        places[id] = WellPlace(plate: plate, row: well.row, column: well.column, field: field)
    }

    private mutating func startRun(_ attributes: [String: String]) {
        var run = PlateRun(
            index: runs.count,
            name: attributes["Name"].flatMap { $0.isEmpty ? nil : $0 }
        )
        run.fieldCountMax = attributes.count("MaximumFieldCount")
        run.startSeconds = attributes["StartTime"].flatMap { OMEDate.seconds($0) }
        run.endSeconds = attributes["EndTime"].flatMap { OMEDate.seconds($0) }
        runs.append(run)
    }

    /// Runs come after the wells of their plate.
    private mutating func setRun(ofSample id: String?) {
        guard let id, let image = images[id], let run = runs.last else { return }
        places[image]?.run = run
    }
}

extension [String: String] {
    /// A number of rows, columns or fields; one that no plate has is none.
    fileprivate func count(_ name: String) -> Int? {
        guard let number = self[name].flatMap({ Int($0) }) else { return nil }
        return (0..<WellPlace.edgeMax).contains(number) ? number : nil
    }
}
