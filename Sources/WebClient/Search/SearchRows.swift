import HTTP
import Repository

/// The table of what was found, in the form that QuPath reads line by line: a row's `id` names the
/// thing, then come its name, its dates, its group and the link to it.
struct SearchRows {
    let context: PageContext
    let results: [SearchResult]
    let hasMore: Bool
    /// What the visitor may do with each, as classes.
    let classes: [String]
    let groupNames: [Int: String]

    var html: String {
        if results.isEmpty { return "<p class=\"empty\">Nothing was found.</p>\n" }
        let more = hasMore ? " data-more-results=\"true\"" : ""
        return """
            <table id="dataTable" class="tablesorter" data-result-count="\(results.count)"\(more)>
            <thead><tr><th>Type</th><th>Name</th><th>Acquired</th><th>Imported</th>\
            <th>Group</th><th>Link</th></tr></thead>
            <tbody>
            \(zip(results, classes).map(row).joined(separator: "\n"))
            </tbody>
            </table>

            """
    }

    private func row(_ result: SearchResult, _ classes: String) -> String {
        let thing = "\(result.object.kind.rawValue)-\(result.object.id)"
        let prefix = HTML.escape(context.prefix)
        let picture =
            result.object.kind == .image
            ? "<img class=\"search_thumb\" id=\"\(result.object.id)\" alt=\"image\""
                + " src=\"\(prefix)/webclient/render_thumbnail/size/96/\(result.object.id)/\">"
            : HTML.escape(result.object.kind.className)
        let acquired = result.acquisitionSeconds.flatMap { Int(exactly: $0.rounded(.down)) }
        return """
            <tr id="\(thing)" class="\(classes)">
            <td class="image">\(picture)</td>
            <td class="desc"><a>\(oneLine(result.name))</a></td>
            <td class="date"\(acquired.map(date) ?? "")></td>
            <td class="date"\(date(result.createdSeconds))></td>
            <td class="group">\(oneLine(groupNames[result.ownership.groupID] ?? ""))</td>
            <td><a href="\(prefix)/webclient/?show=\(thing)" title="Show in hierarchy view">\
            Browse</a></td>
            </tr>
            """
    }

    /// The date of RFC 5322 in universal time, as an attribute.
    private func date(_ seconds: Int) -> String {
        let text = HTTPDate.text(unixSeconds: seconds).replacing("GMT", with: "+0000")
        return " data-isodate='\(text)'"
    }

    /// A text that stays on its line, since rows are read line by line.
    private func oneLine(_ text: String) -> String {
        HTML.escape(text).replacing("\r\n", with: "&#13;&#10;").replacing("\n", with: "&#10;")
            .replacing("\r", with: "&#13;")
    }
}
