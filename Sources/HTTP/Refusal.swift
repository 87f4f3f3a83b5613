/// A refusal that an endpoint throws: its status and the text the client reads.
package struct Refusal: Error, Equatable, CustomStringConvertible {
    package let status: Status
    package let text: String

    package init(_ status: Status, _ text: String) {
        self.status = status
        self.text = text
    }

    package var description: String { text }
}
