import Pixels

/// The regions of an OME-XML document, as they are read element by element.
///
/// Until 2012 a `Shape` holds the style and its child the geometry; since 2013 they are one. Until
/// 2009 regions lie inside their image, later the image refers to them.
struct OMERegions: Sendable {
    private(set) var regions: [OMERegion] = []
    /// The regions of each image: numbers, or names that are resolved when all is read.
    private(set) var references: [(image: Int, regionID: String)] = []
    private(set) var omissions = OMEOmissions()
    /// The names of those without a shape that could be read, each of which is told already.
    private(set) var omitted: Set<String> = []
    private var region: OMERegion?
    /// The attributes and annotations of the element `Shape` that is open.
    private var outer: [String: String] = [:]
    private var outerAnnotationIDs: [String] = []
    private var shape: OMEShape?
    private var shapeCount = 0
    private let limits: ReadLimits

    init(_ limits: ReadLimits) { self.limits = limits }

    /// - Parameter image: the number of the image that was begun last.
    mutating func start(
        _ name: String,
        in parent: String?,
        _ attributes: [String: String],
        image: Int
    ) {
        switch (name, parent) {
        case ("ROI", "OME"), ("ROI", "Image"):
            region = OMERegion(attributes, image: parent == "Image" ? image : nil)
        case ("ROIRef", "Image"): refer(to: attributes["ID"], from: image)
        default: if region != nil { startInRegion(name, in: parent, attributes) }
        }
    }

    private mutating func refer(to id: String?, from image: Int) {
        guard let id else { return }
        guard references.count < limits.markLinks else {
            return omissions.add("more than \(limits.markLinks) ROIRefs")
        }
        references.append((image, id))
    }

    private mutating func startInRegion(
        _ name: String,
        in parent: String?,
        _ attributes: [String: String]
    ) {
        switch (name, parent) {
        case ("Shape", "Union"): (outer, outerAnnotationIDs) = (attributes, [])
        case ("AnnotationRef", "ROI"): attributes["ID"].map { region?.annotationIDs.append($0) }
        case ("AnnotationRef", _): addAnnotation(attributes["ID"])
        case ("DisplayOptions", _), ("ShapeDisplayOptions", _):
            omissions.add("\(name) of ROI \((region?.id ?? "").prefix(40))")
        case ("Transform", _): shape?.transform = attributes
        case ("BinData", "Mask"):
            shape?.compression = attributes["Compression"]
            shape?.encodedBits = ""
        case (_, "Union"): shape = OMEShape(name, attributes)
        case (_, "Shape") where OMEShape.kinds.contains(name):
            shape = OMEShape(name, outer.merging(attributes) { $1 })
            shape?.annotationIDs = outerAnnotationIDs
        default: return
        }
    }

    private mutating func addAnnotation(_ id: String?) {
        guard let id else { return }
        if shape != nil {
            shape?.annotationIDs.append(id)
        } else {
            outerAnnotationIDs.append(id)
        }
    }

    mutating func end(_ name: String, in parent: String?, _ text: String) {
        guard region != nil else { return }
        switch (name, parent) {
        case ("ROI", "OME"), ("ROI", "Image"): finishRegion()
        case ("Description", "ROI"): region?.description = text.nonBlank
        case ("BinData", "Mask"): shape?.encodedBits = text
        case ("Value", "Text"): shape?.attributes["Text"] = text
        case ("Shape", "Union"): outer = [:]
        case (_, "Union"), (_, "Shape"): if name == shape?.kind { finishShape() }
        default: return
        }
    }

    private mutating func finishShape() {
        guard let finished = shape else { return }
        shape = nil
        guard shapeCount < limits.regionShapes else {
            return omissions.add("more than \(limits.regionShapes) shapes")
        }
        guard region?.shapes.count ?? 0 < limits.shapesOfOneRegion else {
            return omissions.add("more than \(limits.shapesOfOneRegion) shapes of one ROI")
        }
        do throws(OMEOmission) {
            let shape = try finished.shape(limits)
            region?.shapes.append((shape, finished.annotationIDs))
            shapeCount += 1
        } catch {
            omissions.add("\(finished.kind) \(finished.attributes["ID"] ?? ""): \(error.text)")
        }
    }

    private mutating func finishRegion() {
        guard let finished = region else { return }
        region = nil
        guard !finished.shapes.isEmpty else {
            if let id = finished.id { omitted.insert(id) }
            return
        }
        regions.append(finished)
    }
}

/// A region whose annotations are still names.
struct OMERegion: Sendable {
    let id: String?
    /// The image it lies in; nil where images refer to it.
    let image: Int?
    let name: String?
    var description: String?
    var shapes: [(shape: Shape, annotationIDs: [String])] = []
    var annotationIDs: [String] = []

    init(_ attributes: [String: String], image: Int?) {
        id = attributes["ID"]
        self.image = image
        name = attributes["Name"]?.nonBlank
    }
}

/// What of a document was not taken over; as many sentences as are worth reading.
struct OMEOmissions: Sendable {
    static let countMax = 64
    private(set) var texts: [String] = []

    mutating func add(_ text: String) {
        guard texts.count < Self.countMax, !texts.contains(text) else { return }
        texts.append(text)
    }
}

/// Why a part of a document is not taken over.
struct OMEOmission: Error {
    let text: String
}

extension String {
    /// Nil when there is nothing but white space.
    var nonBlank: String? { allSatisfy(\.isWhitespace) ? nil : self }
}
