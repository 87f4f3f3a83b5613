import Repository
import WebAccess

/// The markup of what is said of some things, in lists by its kind.
///
/// Each annotation bears its number, its class, its owner and what it is said of.
struct AnnotationsContent {
    let context: PageContext
    let visitor: Visitor
    let annotations: [SharedAnnotation]
    /// There are more than are shown.
    let isCut: Bool
    let ownerNames: [Int: String]
    /// How many things it is about.
    let objectCount: Int

    var html: String {
        let groups = [
            list("ratings", "Ratings", annotations.filter(\.isRating)),
            list("tags", "Tags", of(.tag)),
            maps(of(.map)),
            list("comments", "Comments", of(.comment)),
            list("files", "Attachments", of(.file)),
            list("others", "Others", annotations.filter(\.isOther)),
            isCut ? "<p class=\"empty\">and more, which the API lists</p>" : "",
        ]
        return groups.filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private func of(_ type: AnnotationType) -> [SharedAnnotation] {
        annotations.filter { $0.record.value.type == type }
    }

    private func list(_ name: String, _ title: String, _ members: [SharedAnnotation]) -> String {
        if members.isEmpty { return "" }
        let items = members.map { member in
            "<li \(attributes(member))>\(value(member)) \(byline(member))</li>"
        }
        return """
            <h2>\(title)</h2>
            <ul class="\(name)">
            \(items.joined(separator: "\n"))
            </ul>
            """
    }

    private func maps(_ members: [SharedAnnotation]) -> String {
        if members.isEmpty { return "" }
        return "<h2>Key-value pairs</h2>\n" + members.map(map).joined(separator: "\n")
    }

    private func map(_ member: SharedAnnotation) -> String {
        guard case .map(let pairs) = member.record.value else { return "" }
        let namespace = member.record.namespace.map { HTML.escape($0) + " " } ?? ""
        let rows = pairs.map { pair in
            "<tr><th scope=\"row\">\(HTML.escape(pair.name))</th>"
                + "<td class=\"text\">\(HTML.escape(pair.value))</td></tr>"
        }
        return """
            <table class="keyvalues" \(attributes(member))>
            <caption>\(namespace)\(byline(member))</caption>
            <tbody>
            \(rows.joined(separator: "\n"))
            </tbody>
            </table>
            """
    }

    private func attributes(_ member: SharedAnnotation) -> String {
        let record = member.record
        let namespace = record.namespace.map { " data-ns=\"\(HTML.escape($0))\"" } ?? ""
        let parents = member.parents.map { "\($0.kind.word)-\($0.id)" }.joined(separator: " ")
        return "data-id=\"\(record.id)\" data-class=\"\(record.value.className)\""
            + " data-owner-id=\"\(record.ownership.ownerID)\"\(namespace)"
            + " data-parents=\"\(parents)\""
    }

    private func value(_ member: SharedAnnotation) -> String {
        switch member.record.value {
        case .tag(let text), .comment(let text), .xml(let text), .term(let text): Self.text(text)
        case .long(let number):
            Self.text(member.isRating ? "\(number) of 5" : "\(number)")
        case .double(let number): Self.text("\(number)")
        case .boolean(let isTrue): Self.text(isTrue ? "true" : "false")
        case .timestamp(let milliseconds): TreeDate(seconds: Double(milliseconds) / 1000).markup
        case .file: file(member)
        case .map: ""
        }
    }

    private static func text(_ text: String) -> String {
        "<span class=\"text\">\(HTML.escape(text))</span>"
    }

    /// A link where the visitor may have the file.
    private func file(_ member: SharedAnnotation) -> String {
        guard let file = member.attachment else { return "" }
        let name = HTML.escape(file.name)
        let address = "\(HTML.escape(context.prefix))/webclient/annotation/\(member.record.id)/"
        let link = visitor.mayDownload(file) ? "<a href=\"\(address)\">\(name)</a>" : name
        return "<span data-file-id=\"\(file.id)\">\(link)</span> \(file.sizeBytes) bytes"
    }

    /// Whose it is, since when, and of several things how many bear it.
    private func byline(_ member: SharedAnnotation) -> String {
        let record = member.record
        let name = HTML.escape(ownerNames[record.ownership.ownerID] ?? "")
        let date = TreeDate(seconds: Double(record.createdSeconds)).markup
        let share = objectCount > 1 ? " · \(member.parents.count) of \(objectCount)" : ""
        return "<span class=\"by\">\(name) \(date)\(share)</span>"
    }
}

extension SharedAnnotation {
    fileprivate var isRating: Bool {
        record.value.type == .long && record.namespace == AnnotationNamespace.rating
    }

    /// Whether it has no list of its own.
    fileprivate var isOther: Bool {
        ![.tag, .map, .comment, .file].contains(record.value.type) && !isRating
    }
}
