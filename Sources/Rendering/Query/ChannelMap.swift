import JSON

/// One object of the parameter `maps`: what it changes in the channel of the same entry of `c`.
struct ChannelMap: Hashable {
    var isInverted: Bool?
    var family: Family?
    var coefficient: Double?

    /// The maps of a JSON list; none when the text is not one, as OMERO has it.
    static func list(_ text: String) -> [ChannelMap] {
        JSONReader.document(text)?.elements.map { $0.map(ChannelMap.init) } ?? []
    }

    private init(_ value: JSONValue) {
        // Older clients say reverse.
        if let inverted = value["inverted"] ?? value["reverse"] {
            isInverted = inverted["enabled"].map { $0 == .boolean(true) || $0 == .string("true") }
        }
        guard let quantization = value["quantization"] else { return }
        if case .string(let name) = quantization["family"] { family = Family(rawValue: name) }
        switch quantization["coefficient"] {
        case .number(let digits): coefficient = Double(digits)
        case .string(let text): coefficient = QueryNumber.decimal(text[...])
        default: break
        }
    }

    func apply(to channel: inout ChannelSettings) {
        channel.isInverted = isInverted ?? channel.isInverted
        channel.family = family ?? channel.family
        channel.coefficient = coefficient ?? channel.coefficient
    }
}
