import HTTP
package import Repository
package import SharedState
import WebAccess

/// What the endpoints share that save, copy and reset rendering settings.
package struct SettingsApplication: Sendable {
    let gateway: Gateway
    let catalogue: any Catalogue
    /// What sessions copied.
    let copied: CopiedSettingsTable
    private let generation: Generation

    /// Images that one request changes the settings of.
    static let imagesMax = 10_000
    /// Settings that are written in one transaction, so that others who write need not wait long.
    private static let batchCount = 200

    package init(
        _ gateway: Gateway,
        _ catalogue: any Catalogue,
        _ generation: Generation,
        _ copied: CopiedSettingsTable
    ) {
        self.gateway = gateway
        self.catalogue = catalogue
        self.generation = generation
        self.copied = copied
    }

    /// Saves the visitor's settings of one image, for every worker at once.
    ///
    /// - Throws: `PeopleError.notAllowed` where he may not annotate the image.
    func save(_ choice: RenderingChoice, of image: Int, by visitor: Visitor) throws {
        _ = try catalogue.saveRendering(choice, ofImage: image, by: visitor.actor)
        try generation.advance()
    }

    /// Saves the visitor's settings of those images that he may annotate, and answers which.
    func save(_ choices: [NewRendering], by visitor: Visitor) throws -> [Int] {
        var saved: [Int] = []
        for start in stride(from: 0, to: choices.count, by: Self.batchCount) {
            let batch = choices[start..<min(start + Self.batchCount, choices.count)]
            saved += try catalogue.saveRenderings(Array(batch), by: visitor.actor)
        }
        if !saved.isEmpty { try generation.advance() }
        return saved
    }

    /// The images that things hold and the visitor sees, none twice.
    ///
    /// - Throws: `Refusal` for more than `imagesMax`.
    func images(of objects: [ObjectReference], _ visitor: Visitor) throws -> [ImageRecord] {
        let seen = SeenImages(catalogue: catalogue, visitor: visitor)
        var images: [ImageRecord] = []
        var known: Set<Int> = []
        for object in objects {
            try seen.visit(object) { image in
                guard known.insert(image.id).inserted else { return }
                guard images.count < Self.imagesMax else {
                    throw Refusal(.badRequest, "More than \(Self.imagesMax) images at a time")
                }
                images.append(image)
            }
        }
        return images
    }
}
