import HTTP
import JSON
import Pixels
import Rendering
import Repository

/// What a visitor copied: settings as parameters of an address, or the image that has them.
enum CopiedSettings: Equatable {
    case image(Int)
    case parameters(CopiedParameters)

    /// As it is kept.
    var text: String {
        switch self {
        case .image(let id): JSONValue.object([.init("fromid", .integer(id))]).text()
        case .parameters(let parameters): parameters.json.text()
        }
    }

    /// Nil for a text that is none of these.
    init?(_ text: String) {
        guard let document = JSONReader.document(text) else { return nil }
        if let id = document["fromid"]?.integer {
            self = .image(id)
        } else if let parameters = CopiedParameters(document) {
            self = .parameters(parameters)
        } else {
            return nil
        }
    }
}

/// Rendering settings in the language of addresses, as `getImgRDef` hands them out.
struct CopiedParameters: Equatable {
    var c: String
    var m: String?
    /// A JSON list.
    var maps: JSONValue?
    var pixelRange: String?
    /// Both from 1.
    var z: String?
    var t: String?
    /// The image they were copied from.
    var imageID: Int?

    /// Nil where no channels are named.
    ///
    /// - Parameter field: a parameter by its name.
    init?(_ field: (String) -> String?) {
        guard let c = field("c") else { return nil }
        self.c = c
        m = field("m")
        maps = field("maps").flatMap(JSONReader.document)
        pixelRange = field("pixel_range")
        z = field("z")
        t = field("t")
        imageID = field("imageId").flatMap { Int($0) }
    }

    init?(_ document: JSONValue) {
        guard let c = document["c"]?.string else { return nil }
        self.c = c
        m = document["m"]?.string
        maps = document["maps"]
        pixelRange = document["pixel_range"]?.string
        z = document["z"]?.string
        t = document["t"]?.string
        imageID = document["imageId"]?.integer
    }

    var json: JSONValue {
        let texts = [("c", c), ("m", m), ("pixel_range", pixelRange), ("z", z), ("t", t)]
        var members = texts.compactMap { name, text in
            text.map { JSONValue.Member(name, .string($0)) }
        }
        if let maps { members.append(.init("maps", maps)) }
        if let imageID { members.append(.init("imageId", .integer(imageID))) }
        return .object(members)
    }

    /// The settings that they make of an image's own.
    func settings(over settings: RenderingSettings, _ tables: LookUpTables) -> RenderingSettings {
        RenderingQuery(c: c, m: m, maps: maps?.text(), q: nil).settingsToSave(
            over: settings,
            tables
        )
    }
}

extension CopiedParameters {
    /// Those of an image as it is shown; each channel with its window and its colour or table.
    init(_ image: ShownImage, _ tables: LookUpTables) {
        let settings = image.settings(tables)
        let entries = settings.channels.enumerated().map { index, channel in
            let color = channel.lookUpTable?.name ?? channel.color.hexadecimal
            return "\(channel.isActive ? "" : "-")\(index + 1)"
                + "|\(channel.window.start):\(channel.window.end)$\(color)"
        }
        c = entries.joined(separator: ",")
        m = settings.model == .greyscale ? "greyscale" : "color"
        maps = .array(settings.channels.map(Self.map))
        let ends = image.record.pixelRange.elements ?? []
        pixelRange = ends.map { $0.text() }.joined(separator: ":")
    }

    private static func map(_ channel: ChannelSettings) -> JSONValue {
        [
            "inverted": ["enabled": .boolean(channel.isInverted)],
            "quantization": [
                "coefficient": .number(channel.coefficient),
                "family": .string(channel.family.rawValue),
            ],
        ]
    }
}
