/// The structured annotations of an OME-XML document, and the images that refer to them, as they
/// are read element by element.
struct OMEAnnotations: Sendable {
    /// By their names, in the order of the document.
    private(set) var annotations: [(id: String, annotation: FileAnnotation)] = []
    private(set) var references: [(image: Int, annotationID: String)] = []
    private(set) var omissions = OMEOmissions()
    /// The names of those that were left out, of which that is told already.
    private(set) var omitted: Set<String> = []
    private var current: OMEAnnotation?
    private let limits: ReadLimits

    private static let container = "StructuredAnnotations"
    /// What is taken over of what refers to annotations; regions and their shapes do it themselves.
    private static let regionParents = OMEShape.kinds.union(["ROI", "Shape"])

    init(_ limits: ReadLimits) { self.limits = limits }

    /// - Parameter image: the number of the image that was begun last.
    mutating func start(
        _ name: String,
        in parent: String?,
        _ attributes: [String: String],
        image: Int
    ) {
        if parent == Self.container {
            current = OMEAnnotation(name, attributes)
        } else if current != nil {
            current?.start(name, attributes)
        } else if name == "AnnotationRef", let id = attributes["ID"] {
            refer(to: id, from: parent ?? "", image)
        }
    }

    private mutating func refer(to id: String, from parent: String, _ image: Int) {
        guard parent == "Image" else {
            if !Self.regionParents.contains(parent) {
                omissions.add("an annotation of an element \(parent)")
            }
            return
        }
        guard references.count < limits.markLinks else {
            return omissions.add("more than \(limits.markLinks) AnnotationRefs")
        }
        references.append((image, id))
    }

    mutating func end(_ name: String, in parent: String?, _ text: String) {
        if parent == Self.container {
            finish()
        } else {
            current?.end(name, in: parent, text)
        }
    }

    private mutating func finish() {
        guard let finished = current else { return }
        current = nil
        guard annotations.count < limits.annotations else {
            omitted.insert(finished.id)
            return omissions.add("more than \(limits.annotations) annotations")
        }
        do throws(OMEOmission) {
            annotations.append((finished.id, try finished.annotation(limits)))
        } catch {
            omitted.insert(finished.id)
            omissions.add("\(finished.kind) \(finished.id): \(error.text)")
        }
    }
}
