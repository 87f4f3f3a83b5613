/// Names one state of a resource (RFC 9110 §8.8.3); always strong here.
package struct EntityTag: Hashable, Sendable {
    /// The tag without its quotation marks.
    package let value: String

    package init(_ value: String) { self.value = value }

    package var text: String { "\"\(value)\"" }
}
