/// One line of a panel: a word that programs look for, a label for people, and what is said.
struct PanelFact {
    private let field: String
    private let label: String
    /// Markup, escaped where it comes from elsewhere.
    private let value: String
    /// The number of what is named.
    private let id: Int?

    /// What is called by a name, such as a user.
    init(_ field: String, _ label: String, _ name: String, id: Int) {
        self.field = field
        self.label = label
        value = HTML.escape(name)
        self.id = id
    }

    /// Nil where there is nothing to say.
    init?(_ field: String, _ label: String, _ text: String?) {
        guard let text, !text.isEmpty else { return nil }
        self.field = field
        self.label = label
        value = HTML.escape(text)
        id = nil
    }

    init?(_ field: String, _ label: String, _ number: Int?) {
        self.init(field, label, number.map { "\($0)" })
    }

    /// A moment in seconds since 1970; nil where it is not known or in no calendar.
    init?(_ field: String, _ label: String, moment seconds: Double?) {
        guard let seconds, seconds != 0 else { return nil }
        let markup = TreeDate(seconds: seconds).markup
        guard !markup.isEmpty else { return nil }
        self.field = field
        self.label = label
        value = markup
        id = nil
    }

    var html: String {
        let number = id.map { " data-id=\"\($0)\"" } ?? ""
        return "<dt>\(label)</dt><dd data-field=\"\(field)\"\(number)>\(value)</dd>"
    }
}

extension [PanelFact] {
    var html: String { isEmpty ? "" : "<dl>\n" + map(\.html).joined(separator: "\n") + "\n</dl>" }
}

extension TreeDate {
    /// As pages show it; empty for years beyond four digits.
    var markup: String {
        text.isEmpty ? "" : "<time datetime=\"\(text)\">\(name)</time>"
    }
}
