/// What a path says in the places of its pattern's parameters.
package struct RouteParameters: Sendable {
    var integers: [(name: String, value: Int)] = []
    var texts: [(name: String, value: String)] = []

    package init() {}

    /// The number at that name; nil when the pattern has none.
    package func integer(_ name: String) -> Int? {
        integers.first { $0.name == name }?.value
    }

    package func text(_ name: String) -> String? {
        texts.first { $0.name == name }?.value
    }
}
