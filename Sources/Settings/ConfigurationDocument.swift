import XML

/// OMERO's `config.xml`: profiles of properties, one of them active.
package struct ConfigurationDocument: Equatable, Sendable {
    package static let activeID = "__ACTIVE__"
    package static let version = "5.1.0"

    /// Properties by profile; the active copy is not among them.
    package var profiles: [String: [String: String]] = ["default": [:]]
    package var activeProfile = "default"

    package init() {}

    package init(xml bytes: [UInt8]) throws {
        var blocks: [String: [String: String]] = [:]
        var block: String?
        try XMLReader.read(bytes) { event in
            switch event {
            case .start("properties", let attributes):
                let name = attributes["id"] ?? "default"
                if blocks[name] == nil { blocks[name] = [:] }
                block = name
            case .start("property", let attributes):
                guard let block, let name = attributes["name"] else { return }
                blocks[block, default: [:]][name] = attributes["value"] ?? ""
            case .start: return
            case .end(let name, _): if name == "properties" { block = nil }
            }
        }
        let active = blocks.removeValue(forKey: Self.activeID)
        activeProfile = active?["omero.config.profile"] ?? "default"
        profiles = blocks
        for name in profiles.keys {
            profiles[name] = profiles[name]?.filter { !$0.key.hasPrefix("omero.config.") }
        }
        if profiles[activeProfile] == nil { profiles[activeProfile] = [:] }
    }

    /// Whether XML can hold the text; most control characters it cannot write (XML 1.0 §2.2).
    package static func canHold(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { scalar in
            scalar.value >= 0x20
                ? scalar.value & 0xFFFE != 0xFFFE : "\t\n\r".unicodeScalars.contains(scalar)
        }
    }

    package var properties: [String: String] {
        get { profiles[activeProfile] ?? [:] }
        set { profiles[activeProfile] = newValue }
    }

    /// Lets a profile apply from now on, made when it is missing.
    package mutating func activate(_ profile: String) {
        activeProfile = profile
        if profiles[profile] == nil { profiles[profile] = [:] }
    }

    /// The document as OMERO writes it.
    package var xml: String {
        var xml = "<icegrid>\n"
        xml += "<!-- Written by omero config; use that command rather than an editor. -->\n"
        xml += Self.block(Self.activeID, properties, profile: activeProfile)
        for name in profiles.keys.sorted() {
            xml += Self.block(name, profiles[name] ?? [:], profile: nil)
        }
        return xml + "<include file=\"templates.xml\"/>\n</icegrid>\n"
    }

    private static func block(
        _ id: String,
        _ properties: [String: String],
        profile: String?
    ) -> String {
        var all = properties
        all["omero.config.version"] = version
        if let profile { all["omero.config.profile"] = profile }
        let lines = all.keys.sorted().map { name in
            "<property name=\"\(escape(name))\" value=\"\(escape(all[name] ?? ""))\"/>\n"
        }
        return "<properties id=\"\(escape(id))\">\n\(lines.joined())</properties>\n"
    }

    private static func escape(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "\n", "\r", "\t": escaped += "&#\(scalar.value);"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
