extension Request {
    /// The value of a cookie (RFC 6265 §5.4); nil when the client sent none of that name.
    package func cookie(_ name: String) -> String? {
        guard let field = fields["Cookie"] else { return nil }
        for part in field.split(separator: ";") {
            let pair = part.drop { $0 == " " }
            guard let mark = pair.firstIndex(of: "="), pair[..<mark] == name else { continue }
            return String(pair[pair.index(after: mark)...])
        }
        return nil
    }
}
