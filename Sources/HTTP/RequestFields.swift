/// The header fields of a request, as ranges into the bytes that were received.
package struct RequestFields: Sendable {
    package init() {}

    /// The value of the field of that name, in any case; nil when absent.
    package subscript(_ name: StaticString) -> String? { nil }
}
