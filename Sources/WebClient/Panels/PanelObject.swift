import HTTP
import Repository
import WebAccess

/// A thing that a panel is about.
struct PanelObject {
    let reference: ObjectReference
    let ownership: Ownership
    let name: String
    let description: String
    let facts: [PanelFact]

    /// What programs read of it, as attributes: what it is, whose, and what its visitor may do.
    func attributes(for visitor: Visitor) -> String {
        "data-type=\"\(reference.kind.word)\" data-id=\"\(reference.id)\""
            + " data-owner-id=\"\(ownership.ownerID)\" data-group-id=\"\(ownership.groupID)\""
            + " data-permissions=\"\(visitor.permissionsCSS(ownership))\""
    }

    /// Its name and what it says of itself.
    var heading: String {
        let text = description.isEmpty ? "" : "\n<p class=\"text\">\(HTML.escape(description))</p>"
        return "<h1>\(HTML.escape(name))</h1>" + text
    }
}

extension ObjectKind {
    /// What the web client calls it in addresses.
    var word: String {
        switch self {
        case .plateAcquisition: "acquisition"
        case .annotation: "tag"
        default: rawValue
        }
    }
}
