import Kernel
import Testing

@testable import WebGateway

@Suite struct `Pictures that are asked for again and again` {
    private let pictures = FrequentPictures()
    private let picture = [UInt8](repeating: 7, count: FrequentPictures.byteCountMin)

    /// Uses a picture so many times; the file it has then.
    private func use(_ picture: [UInt8], _ key: [UInt8], times: Int) throws -> PictureFile? {
        for _ in 1..<times {
            let early = try pictures.use(picture, key)
            #expect(early == nil)
        }
        return try pictures.use(picture, key)
    }

    @Test func `a picture gets a file of its bytes when it is used often enough`() throws {
        #expect(pictures.file([1]) == nil)
        let made = try #require(try use(picture, [1], times: FrequentPictures.usesMin))
        #expect(made.sizeBytes == picture.count && made.isInMemory)
        #expect(try MemoryFile.content(of: made.open) == picture)
        #expect(pictures.file([1]) === made)
        #expect(pictures.file([2]) == nil)
    }

    @Test func `uses are counted for each key`() throws {
        for key in 0..<10 {
            let file = try use(picture, [UInt8(key)], times: FrequentPictures.usesMin - 1)
            #expect(file == nil)
        }
    }

    @Test(arguments: [FrequentPictures.byteCountMin - 1, FrequentPictures.byteCountMax + 1])
    func `small and very large pictures never get one`(byteCount: Int) throws {
        let picture = [UInt8](repeating: 1, count: byteCount)
        let file = try use(picture, [1], times: 2 * FrequentPictures.usesMin)
        #expect(file == nil)
    }

    @Test func `files are bounded, and those that are dropped are still whole`() throws {
        let first = try #require(try use(picture, [0], times: FrequentPictures.usesMin))
        for key in 1...FrequentPictures.filesMax {
            _ = try use(picture, [UInt8(key)], times: FrequentPictures.usesMin)
        }
        #expect(pictures.file([0]) == nil)
        #expect(pictures.file([UInt8(FrequentPictures.filesMax)]) != nil)
        #expect(try MemoryFile.content(of: first.open) == picture)
    }
}
