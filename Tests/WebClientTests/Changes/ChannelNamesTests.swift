import HTTP
import JSON
import Pixels
import Testing

@testable import Repository
@testable import WebClient

@Suite struct `Naming channels` {
    private let under: ChangesUnderTest
    private let dataset: Int
    private let images: [Int]

    init() throws {
        under = try ChangesUnderTest()
        dataset = try under.under.add(.dataset, "d")
        images = try under.addFileset(images: 2, dataset: dataset, path: "/a", client: "/a")
        _ = try under.under.addImage("without channels", dataset: dataset)
    }

    private func names(ofImage id: Int) throws -> [String?]? {
        try under.under.catalogue.image(id)?.channels.map(\.metadata.name)
    }

    private func name(_ fields: [(String, String)], as user: Int? = 10) throws -> JSONValue {
        try under.post({ ChannelNamesEndpoint($0) }, "/\(images[0])/", fields, as: user)
    }

    @Test func `an image's channels are named, as many as were said`() throws {
        let answer = try name([("channel1", "<b>"), ("channel2", "none")])
        #expect(answer["channelNames"] == ["channel1": "<b>"])
        #expect(answer["imageCount"] == 1)
        #expect(answer["updateCount"] == 1)
        #expect(try names(ofImage: images[0]) == ["a", "<b>"])
        #expect(try names(ofImage: images[1]) == ["a", "b"])
    }

    @Test func `a name has 255 characters at most`() throws {
        let answer = try name([("channel0", ChangesUnderTest.hostile)])
        let kept = String(ChangesUnderTest.hostile.prefix(255))
        #expect(answer["channelNames"]?["channel0"]?.string == kept)
        #expect(try names(ofImage: images[0]) == [kept, "b"])
    }

    @Test func `all images of a dataset with as many channels are named`() throws {
        let answer = try name([
            ("channel0", "x"), ("confirm_apply", "1"), ("parentId", "dataset-\(dataset)"),
        ])
        #expect(answer["imageCount"] == 3)
        #expect(answer["updateCount"] == 2)
        #expect(try images.map(names) == [["x", "b"], ["x", "b"]])
        let nowhere = try name([("channel0", "y"), ("confirm_apply", "1")])
        #expect(nowhere == ["error": "No parent found to apply Channel Names"])
    }

    @Test func `others name nothing, and strangers see no image`() throws {
        for user in [ChangesUnderTest.bob, nil] {
            #expect(throws: PeopleError.notAllowed("change Image \(images[0])")) {
                _ = try name([("channel0", "x")], as: user)
            }
        }
        #expect(throws: RepositoryError.noSuchObject(ObjectReference(.image, images[0]))) {
            _ = try name([("channel0", "x")], as: ChangesUnderTest.eve)
        }
        let fields = [
            ("channel0", "x"), ("confirm_apply", "1"), ("parentId", "dataset-\(dataset)"),
        ]
        #expect(try name(fields, as: ChangesUnderTest.bob)["updateCount"] == 0)
        #expect(try names(ofImage: images[0]) == ["a", "b"])
    }
}
