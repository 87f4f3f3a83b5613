package import JSON

/// What the gateway tells of plates, and of viewers that others offer.
extension WebSettings {
    package static let openWith = Setting(
        name: "omero.web.open_with",
        defaultText: "[]",
        accepted: #"a JSON list of viewers such as [["Name", "https://viewer.example.org", {}]]"#,
        help: "Viewers that clients offer to open things with: a name, an address and options each."
    ) { text -> [JSONValue]? in JSONReader.document(text)?.elements }

    package static let plateLayout = Setting.choice(
        "omero.web.plate_layout",
        of: ["expand", "trim", "shrink"],
        default: "expand",
        "Plates grow to 8 by 12 wells or twice as many, end at the last well, or begin at the first too."
    )

    static let browsing: [any AnySetting] = [openWith, plateLayout]
}
