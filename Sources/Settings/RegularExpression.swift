/// Patterns as operators write them.
enum RegularExpression {
    /// Whether the text is a pattern at all.
    static func isValid(_ text: String) -> Bool {
        do {
            _ = try Regex(text)
            return true
        } catch {
            return false
        }
    }
}
