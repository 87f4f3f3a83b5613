import HTTP
import Repository

/// A form that says something of some things, whose numbers come in the query or in the form.
struct AnnotationForm {
    let fields: FormFields
    /// Each once, in the order of OMERO's kinds.
    let objects: [ObjectReference]

    /// Things of one request.
    static let objectsMax = 1000
    /// Longest text of an annotation, key or value.
    static let textBytesMax = 1 << 20
    /// New tags of one request.
    static let newTagsMax = 200

    private static let kinds: [(name: String, kind: ObjectKind)] = [
        ("image", .image), ("dataset", .dataset), ("project", .project), ("screen", .screen),
        ("plate", .plate), ("acquisition", .plateAcquisition), ("run", .plateAcquisition),
        ("well", .well),
    ]

    init(_ request: Request) throws {
        try self.init(request.formFields(), query: request.target.query)
    }

    init(_ fields: FormFields, query: String?) throws {
        self.fields = fields
        let asked = try FormFields(query: query)
        let source = Self.kinds.contains { asked[$0.name] != nil } ? asked : fields
        var found: [ObjectReference] = []
        var known: Set<ObjectReference> = []
        for (name, kind) in Self.kinds {
            for id in try Self.numbers(source.all(name)) {
                let object = ObjectReference(kind, id)
                if known.insert(object).inserted { found.append(object) }
            }
        }
        guard found.count <= Self.objectsMax else {
            throw Refusal(.badRequest, "More than \(Self.objectsMax) objects")
        }
        objects = found
    }

    /// - Throws: `Refusal` when nothing is to be annotated.
    func requireObjects() throws(Refusal) {
        guard !objects.isEmpty else {
            throw Refusal(.badRequest, "Need to specify objects via e.g. image=1")
        }
    }

    func numbers(_ name: String) throws(Refusal) -> [Int] {
        try Self.numbers(fields.all(name))
    }

    /// Numbers of fields that may be repeated, and hold several with commas between them.
    static func numbers(_ texts: [String]) throws(Refusal) -> [Int] {
        var numbers: [Int] = []
        for text in texts.flatMap({ $0.split(separator: ",") }) {
            guard let number = Int(text) else { throw .invalidParameter }
            numbers.append(number)
        }
        return numbers
    }

    /// A text that is there, not blank, and within the limit; it stays as it was sent.
    func text(_ name: String) throws(Refusal) -> String {
        guard let text = fields[name], !text.allSatisfy(\.isWhitespace) else {
            throw Refusal(.badRequest, "\(name): This field is required.")
        }
        try Self.check(text, name)
        return text
    }

    static func check(_ text: String, _ name: String) throws(Refusal) {
        guard text.utf8.count <= textBytesMax else {
            throw Refusal(.badRequest, "\(name): more than \(textBytesMax) bytes")
        }
    }
}
