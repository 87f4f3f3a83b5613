import JSON

/// A figure as its editor saves it: a JSON text, of which a few members are looked at.
struct FigureDocument {
    let json: JSONValue
    /// As it came: nothing of a figure is lost that this program does not know.
    let text: String

    /// Most characters of a name, which is the file's as well.
    static let nameLengthMax = 255

    /// Nil for what is no figure.
    init?(_ text: String) {
        guard let json = JSONReader.document(Array(text.utf8)), json["panels"]?.elements != nil
        else { return nil }
        self.json = json
        self.text = text
    }

    /// What its author called it; nil for nothing.
    var name: String? {
        guard let name = json["figureName"]?.string, !name.isEmpty else { return nil }
        return String(name.prefix(Self.nameLengthMax))
    }

    /// The images of its panels that lie in the repository, each once; pictures of other servers
    /// have no number.
    var imageIDs: [Int] {
        var seen: Set<Int> = []
        return panels.compactMap { $0["imageId"]?.integer }.filter { seen.insert($0).inserted }
    }

    /// What lists show without reading the figure itself: its name and its first image.
    func summary(named name: String) -> JSONValue {
        guard let image = imageIDs.first else { return .object([]) }
        var members = [
            JSONValue.Member("name", .string(name)), JSONValue.Member("imageId", .integer(image)),
        ]
        if let address = panels.last?["baseUrl"] { members.append(.init("baseUrl", address)) }
        return .object(members)
    }

    private var panels: [JSONValue] { json["panels"]?.elements ?? [] }
}
