import HTTP
import Repository

/// A thing as addresses of the web client name it, such as `acquisition` and 5, or `image-5`.
struct ChangeTarget: Equatable {
    /// The word of the client, which knows several kinds of annotations.
    let word: String
    let object: ObjectReference

    static let words: [String: ObjectKind] = [
        "project": .project, "dataset": .dataset, "image": .image, "screen": .screen,
        "plate": .plate, "acquisition": .plateAcquisition, "well": .well, "tag": .annotation,
        "tagset": .annotation, "comment": .annotation, "file": .annotation,
    ]

    /// - Throws: `Refusal` for words that name nothing.
    init(_ parameters: RouteParameters) throws {
        let word = parameters.text("type") ?? ""
        guard let kind = Self.words[word] else {
            throw Refusal(.notFound, "There is no type '\(word)'")
        }
        self.word = word
        object = ObjectReference(kind, parameters.integer("id") ?? 0)
    }

    /// - Throws: `Refusal` for what is not of the form `image-5`.
    init(_ text: some StringProtocol) throws {
        let parts = text.split(separator: "-", maxSplits: 1)
        guard parts.count == 2, let kind = Self.words[String(parts[0])],
            let id = Int(parts[1]), id >= 0
        else { throw Refusal(.badRequest, "A thing such as image-1 was expected") }
        word = String(parts[0])
        object = ObjectReference(kind, id)
    }
}
