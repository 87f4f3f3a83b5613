/// A link to another page of ours, by its path below the prefix.
struct PageLink {
    private let path: String
    private let text: String

    init(_ path: String, _ text: String) {
        self.path = path
        self.text = text
    }

    /// Links beside each other, as the navigation of some pages.
    static func tabs(_ links: [PageLink], label: String, _ context: PageContext) -> String {
        let prefix = HTML.escape(context.prefix)
        let items = links.map { "<li><a href=\"\(prefix)\($0.path)\">\($0.text)</a></li>" }
        return "<nav class=\"tabs\" aria-label=\"\(label)\"><ul>\(items.joined())</ul></nav>"
    }
}
