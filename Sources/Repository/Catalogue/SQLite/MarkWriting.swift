import ImageFormats
import SQLite

/// Writes the regions and annotations that a fileset's images brought along, as the importer's.
///
/// They are written with a new image and never again: people may have changed them since.
struct MarkWriting {
    private let connection: Connection
    private let fileset: NewFileset
    /// The annotations that were written, by their places in the file.
    private var written: [Int: Int] = [:]

    init(_ connection: Connection, _ fileset: NewFileset) {
        self.connection = connection
        self.fileset = fileset
    }

    mutating func write(ofSeries series: Int, image: Int) throws {
        guard fileset.marks.images.indices.contains(series) else { return }
        let marks = fileset.marks.images[series]
        try annotate(ObjectReference(.image, image), marks.annotations)
        for region in marks.regions { try write(region, image) }
    }

    private mutating func write(_ region: FileRegion, _ image: Int) throws {
        let new = NewRegion(
            imageID: image,
            name: region.name,
            description: region.description,
            ownership: fileset.ownership,
            shapes: []
        )
        let roi = try RegionWriting(connection)
            .insertEmpty(new, atSeconds: fileset.importedSeconds)
        try annotate(ObjectReference(.roi, roi), region.annotations)
        for shape in region.shapes {
            let id = try ShapeWriting(connection).insert(shape.shape, of: roi)
            try annotate(ObjectReference(.shape, id), shape.annotations)
        }
    }

    private mutating func annotate(_ object: ObjectReference, _ places: [Int]) throws {
        let writing = AnnotationWriting(connection)
        for place in places {
            let id =
                try written[place]
                ?? writing.insert(
                    NewAnnotation(fileset.marks.annotations[place], fileset.ownership),
                    atSeconds: fileset.importedSeconds
                )
            written[place] = id
            try writing.link(
                id,
                to: object,
                by: fileset.ownership.ownerID,
                atSeconds: fileset.importedSeconds
            )
        }
    }
}

extension NewAnnotation {
    fileprivate init(_ annotation: FileAnnotation, _ ownership: Ownership) {
        self.init(
            AnnotationValue(annotation.value),
            namespace: annotation.namespace,
            description: annotation.description,
            ownership: ownership
        )
    }
}

extension AnnotationValue {
    fileprivate init(_ value: FileAnnotation.Value) {
        self =
            switch value {
            case .tag(let text): .tag(text)
            case .comment(let text): .comment(text)
            case .term(let text): .term(text)
            case .xml(let text): .xml(text)
            case .long(let number): .long(number)
            case .double(let number): .double(number)
            case .boolean(let flag): .boolean(flag)
            case .timestamp(let seconds):
                .timestamp(milliseconds: Int((seconds * 1000).rounded()))
            case .map(let pairs): .map(pairs.map { KeyValuePair($0.name, $0.value) })
            }
    }
}
