import Pixels
import Rendering
import SQLite
import TestSupport
import Testing

@testable import Repository

@Suite struct `Stored rendering settings` {
    private let folder: TemporaryFolder
    private let catalogue: SQLiteCatalogue
    private let image: Int

    init() throws {
        folder = try TemporaryFolder()
        catalogue = try SQLiteCatalogue(path: folder.path("catalogue.db"), isDurable: false)
        let added = try catalogue.add(Sample.fileset("a.tif"))
        guard case .added(_, let ids) = added else { throw RepositoryError.noSuchFileset(id: 0) }
        image = ids[0]
    }

    private static let choice = RenderingChoice(
        model: .color,
        defaultZ: 3,
        defaultT: 1,
        channels: [
            ChannelBinding(
                isActive: true,
                window: Window(start: -1.5, end: 300),
                family: .exponential,
                coefficient: 1.2,
                color: RGBAColor(red: 1, green: 2, blue: 3, alpha: 128),
                lookUpTableName: "fire.lut",
                isInverted: true
            ),
            ChannelBinding(
                isActive: false,
                window: Window(start: 0, end: 1),
                color: RGBAColor(red: 255, green: 255, blue: 255)
            ),
        ]
    )

    @Test func `each user's settings come back, and later ones take their place`() throws {
        let id = try catalogue.saveRendering(Self.choice, ofImage: image, ownerID: 0)
        #expect(try catalogue.rendering(ofImage: image, ownerID: 0)?.choice == Self.choice)
        #expect(try catalogue.rendering(ofImage: image, ownerID: 1) == nil)
        var grey = Self.choice
        grey.model = .greyscale
        grey.channels.removeLast()
        let other = try catalogue.saveRendering(grey, ofImage: image, ownerID: 1)
        #expect(try catalogue.saveRendering(grey, ofImage: image, ownerID: 0) == id)
        let all = try catalogue.renderings(ofImage: image)
        #expect(all.map(\.id) == [id, other])
        #expect(all.allSatisfy { $0.choice == grey })
    }

    @Test func `settings are forgotten once, and need an image`() throws {
        _ = try catalogue.saveRendering(Self.choice, ofImage: image, ownerID: 0)
        #expect(try catalogue.removeRendering(ofImage: image, ownerID: 0))
        #expect(try !catalogue.removeRendering(ofImage: image, ownerID: 0))
        #expect(throws: RepositoryError.noSuchObject(ObjectReference(.image, 99))) {
            try catalogue.saveRendering(Self.choice, ofImage: 99, ownerID: 0)
        }
    }
}
