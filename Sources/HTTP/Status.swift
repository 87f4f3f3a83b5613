/// A status code (RFC 9110 §15).
package struct Status: RawRepresentable, Hashable, Sendable {
    package let rawValue: Int
    package init(rawValue: Int) { self.rawValue = rawValue }

    package static let ok = Status(rawValue: 200)
    package static let notFound = Status(rawValue: 404)
}
