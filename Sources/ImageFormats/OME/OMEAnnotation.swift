/// One structured annotation, as it is read element by element.
struct OMEAnnotation: Sendable {
    let kind: String
    let id: String
    private let namespace: String?
    private var description: String?
    private var value = ""
    /// The keys and values of a map.
    private var pairs: [(name: String, value: String)] = []
    private var key = ""
    private var xml = XMLText()
    private var isInValue = false

    init(_ kind: String, _ attributes: [String: String]) {
        self.kind = kind
        id = attributes["ID"] ?? ""
        namespace = attributes["Namespace"]?.nonBlank
    }

    mutating func start(_ name: String, _ attributes: [String: String]) {
        if isInValue { xml.start(name, attributes) }
        if name == "Value" { isInValue = true }
        if name == "M" { key = attributes["K"] ?? "" }
    }

    mutating func end(_ name: String, in parent: String?, _ text: String) {
        switch (name, parent) {
        case ("Description", kind): description = text.nonBlank
        case ("Value", kind):
            isInValue = false
            value = text
        case ("M", "Value"): pairs.append((key, text))
        default: break
        }
        if isInValue { xml.end(name, text) }
    }

    func annotation(_ limits: ReadLimits) throws(OMEOmission) -> FileAnnotation {
        FileAnnotation(
            value: try typedValue(limits),
            namespace: namespace,
            description: description
        )
    }

    private func typedValue(_ limits: ReadLimits) throws(OMEOmission) -> FileAnnotation.Value {
        switch kind {
        case "TagAnnotation": .tag(try text(value, limits))
        // StringAnnotation until 2009.
        case "CommentAnnotation", "StringAnnotation": .comment(try text(value, limits))
        case "TermAnnotation": .term(try text(value, limits))
        case "XMLAnnotation": .xml(try text(xml.isEmpty ? value : xml.text, limits))
        case "LongAnnotation": .long(try parsed { Int($0) })
        case "DoubleAnnotation": .double(try parsed(finite))
        case "TimestampAnnotation": .timestamp(try parsed { OMEDate.seconds($0) })
        case "BooleanAnnotation":
            .boolean(try parsed { ["true": true, "1": true, "false": false, "0": false][$0] })
        case "MapAnnotation": .map(try map(limits))
        default: throw OMEOmission(text: "annotations of this kind are not read")
        }
    }

    private func text(_ text: String, _ limits: ReadLimits) throws(OMEOmission) -> String {
        guard text.utf8.count <= limits.markTextBytes else {
            throw OMEOmission(text: "a Value of more than \(limits.markTextBytes) bytes")
        }
        return text
    }

    private func finite(_ text: String) -> Double? {
        Double(text).flatMap { $0.isFinite ? $0 : nil }
    }

    private func parsed<Result>(_ parse: (String) -> Result?) throws(OMEOmission) -> Result {
        let text = value.trimmed
        guard let result = parse(text) else {
            throw OMEOmission(text: "Value is no \(kind): \(text.prefix(40))")
        }
        return result
    }

    private func map(_ limits: ReadLimits) throws(OMEOmission) -> [(name: String, value: String)] {
        guard pairs.count <= limits.annotationPairs else {
            throw OMEOmission(text: "more than \(limits.annotationPairs) key-value pairs")
        }
        _ = try text(pairs.map { $0.name + $0.value }.joined(), limits)
        return pairs
    }
}

/// Elements that become XML text again, with local names and their attributes in order.
private struct XMLText: Sendable {
    private(set) var text = ""
    /// The elements inside the one that is open, by depth.
    private var inner: [String] = []
    private var tags: [String] = []

    var isEmpty: Bool { text.isEmpty }

    mutating func start(_ name: String, _ attributes: [String: String]) {
        let words = attributes.sorted { $0.key < $1.key }.map { " \($0)=\"\(Self.escaped($1))\"" }
        tags.append(name + words.joined())
        inner.append("")
    }

    /// An element's own text comes before the elements in it.
    mutating func end(_ name: String, _ ownText: String) {
        guard let tag = tags.popLast(), let children = inner.popLast() else { return }
        let body = Self.escaped(children.isEmpty ? ownText : ownText.trimmed) + children
        let element = body.isEmpty ? "<\(tag)/>" : "<\(tag)>\(body)</\(name)>"
        if inner.isEmpty {
            text += element
        } else {
            inner[inner.count - 1] += element
        }
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
            .replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
    }
}
