import Kernel
import SharedState
import Synchronization
import TestSupport
import Testing

@testable import Repository

@Suite struct `Rendered pictures` {
    private let folder: TemporaryFolder
    private let state: SharedState
    private let pictures: RenderedPictures

    private struct Refusal: Error, Equatable {}

    init() throws {
        folder = try TemporaryFolder()
        var configuration = SharedStateConfiguration(
            volatileFolder: folder.path("volatile"),
            durableFolder: folder.path("durable"),
            cacheFolder: folder.path("cache")
        )
        configuration.volatileBytes = 1 << 20
        configuration.durableBytes = 1 << 20
        configuration.cacheBytes = 1 << 20
        state = try SharedState(configuration, as: .founder)
        pictures = RenderedPictures(state.cache) { error in Issue.record(error) }
    }

    private func key(_ imageID: Int = 1) -> [UInt8] {
        PictureKey(
            imageID: imageID,
            version: "v",
            part: .plane,
            z: 0,
            t: 0,
            settings: "",
            encoding: .png
        ).bytes
    }

    @Test func `a picture is made once and then stored`() throws {
        #expect(try pictures.cached(key()) == nil)
        #expect(try pictures.picture(key()) { [1, 2, 3] } == ([1, 2, 3], false))
        #expect(try pictures.cached(key()) == [1, 2, 3])
        #expect(try pictures.picture(key()) { throw Refusal() } == ([1, 2, 3], true))
        #expect(try pictures.cached(key(2)) == nil)
    }

    @Test func `an error is not stored`() throws {
        #expect(throws: Refusal()) { try pictures.picture(key()) { throw Refusal() } }
        #expect(try pictures.picture(key()) { [4] } == ([4], false))
    }

    @Test func `threads that ask together make one`() throws {
        let made = Made()
        let answers = WaitingQueue<Result<[UInt8], any Error>>()
        for _ in 0..<8 {
            try Thread.start(name: "renderer") { [pictures, key = key()] in
                answers.add(
                    Result {
                        try pictures.picture(key) {
                            made.count.wrappingAdd(1, ordering: .relaxed)
                            return [9]
                        }.bytes
                    }
                )
            }
        }
        for _ in 0..<8 { #expect(try answers.take().get() == [9]) }
        #expect(made.count.load(ordering: .relaxed) == 1)
    }

    private final class Made: Sendable {
        let count = Atomic<Int>(0)
    }
}
