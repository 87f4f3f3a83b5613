/// Names one state of a resource (RFC 9110 §8.8.3); always strong here.
package struct EntityTag: Hashable, Sendable {
    /// The tag without its quotation marks.
    package let value: String

    package init(_ value: String) { self.value = value }

    package var text: String { "\"\(value)\"" }
}

/// What a client already has, and whether that is enough (RFC 9110 §13).
package enum Preconditions {
    /// Whether `304 Not Modified` answers the request.
    package static func isNotModified(
        _ request: Request,
        tag: EntityTag,
        modifiedUnixSeconds: Int? = nil
    ) -> Bool {
        guard request.method == .get || request.method == .head else { return false }
        let tags = request.fields.values("If-None-Match")
        if !tags.isEmpty { return tags.contains { matches($0, tag) } }
        guard let modifiedUnixSeconds, let field = request.fields["If-Modified-Since"],
            let since = HTTPDate.unixSeconds(field)
        else { return false }
        return modifiedUnixSeconds <= since
    }

    /// Weak comparison, as If-None-Match has it.
    private static func matches(_ field: String, _ tag: EntityTag) -> Bool {
        field.split(separator: ",").contains { part in
            let word = part.drop { $0 == " " || $0 == "\t" }.prefix { $0 != " " && $0 != "\t" }
            return word == "*" || word == tag.text
                || word.dropFirst(2) == tag.text && word.hasPrefix("W/")
        }
    }
}
