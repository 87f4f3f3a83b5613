import Kernel
import SharedState
import Synchronization
import TestSupport
import Testing

@testable import Repository

@Suite struct `Image records` {
    private let folder: TemporaryFolder
    private let writer: SQLiteCatalogue
    private let catalogue: CountingCatalogue
    private let records: Repository.ImageRecords
    private let start = MonotonicTime(nanoseconds: 1_000_000_000)

    /// The writer stands for another process: it has connections of its own.
    init() throws {
        folder = try TemporaryFolder()
        writer = try SQLiteCatalogue(path: folder.path("catalogue.db"))
        catalogue = CountingCatalogue(try SQLiteCatalogue(path: folder.path("catalogue.db")))
        records = Repository.ImageRecords(catalogue, countMax: 4)
    }

    private func add(_ name: String) throws -> (filesetID: Int, imageID: Int) {
        guard case .added(let id, let imageIDs) = try writer.add(Sample.fileset(name)) else {
            throw Overdue()
        }
        return (id, imageIDs[0])
    }

    @Test func `a record is read once and then remembered`() throws {
        let id = try add("a.tif").imageID
        #expect(try records.remembered(id, now: start) == .unknown)
        let record = try #require(try records.record(id, now: start))
        #expect(try records.record(id, now: start) == record)
        #expect(try records.remembered(id, now: start) == .image(record))
        #expect(catalogue.reads == 1)
    }

    @Test func `a change that went through this server is noticed at once`() throws {
        let shared = try SharedState(
            SharedStateConfiguration(
                volatileFolder: folder.path("volatile"),
                durableFolder: folder.path("durable"),
                cacheFolder: folder.path("cache")
            ),
            as: .founder
        )
        let records = Repository.ImageRecords(catalogue, generation: shared.images)
        let id = try add("a.tif").imageID
        _ = try records.record(id, now: start)
        try writer.rename(ObjectReference(.image, id), to: "renamed", by: 0)
        #expect(try records.record(id, now: start)?.name != "renamed")
        try shared.images.advance()
        #expect(try records.remembered(id, now: start) == .unknown)
        #expect(try records.record(id, now: start)?.name == "renamed")
        #expect(try records.remembered(id, now: start) != .unknown)
    }

    @Test func `that an image is missing is remembered too`() throws {
        #expect(try records.record(9, now: start) == nil)
        #expect(try records.remembered(9, now: start) == .missing)
        #expect(try records.record(9, now: start) == nil)
        #expect(catalogue.reads == 1)
    }

    @Test func `another process's change is seen at the next look`() throws {
        let (filesetID, id) = try add("a.tif")
        _ = try records.record(id, now: start)
        try writer.markBroken(filesetID: filesetID, failure: "gone")
        let soon = start.adding(seconds: Repository.ImageRecords.checkSeconds / 2)
        #expect(try records.record(id, now: soon)?.failure == nil)
        let later = start.adding(seconds: Repository.ImageRecords.checkSeconds)
        #expect(try records.record(id, now: later)?.failure == "gone")
    }

    @Test func `nothing is trusted longer than a second without a look`() throws {
        let id = try add("a.tif").imageID
        let record = try #require(try records.record(id, now: start))
        #expect(try records.remembered(id, now: start.adding(seconds: 0.9)) == .image(record))
        let late = start.adding(seconds: 1.1)
        #expect(try records.remembered(id, now: late) == .unknown)
        try records.refresh(now: late)
        #expect(try records.remembered(id, now: late) == .image(record))
        #expect(catalogue.reads == 1)
    }

    @Test func `a missing image appears when it is added`() throws {
        #expect(try records.record(1, now: start) == nil)
        let id = try add("a.tif").imageID
        #expect(id == 1)
        let later = start.adding(seconds: 0.5)
        #expect(try records.record(1, now: later)?.id == 1)
        #expect(try records.remembered(1, now: later) != .missing)
    }

    @Test func `no more than the bound is remembered`() throws {
        for id in 1...6 { _ = try records.record(id, now: start) }
        #expect(try records.remembered(1, now: start) == .unknown)
        #expect(try records.remembered(2, now: start) == .unknown)
        for id in 3...6 { #expect(try records.remembered(id, now: start) == .missing) }
    }

    @Test func `a change between reading and remembering is not lost`() throws {
        let (filesetID, id) = try add("a.tif")
        try records.refresh(now: start)
        catalogue.afterReading.withLock { hook in
            hook = { [writer, records, start] in
                try writer.markBroken(filesetID: filesetID, failure: "gone")
                try records.refresh(now: start.adding(seconds: 1))
            }
        }
        _ = try records.record(id, now: start)
        let later = start.adding(seconds: 1)
        #expect(try records.remembered(id, now: later) == .unknown)
        #expect(try records.record(id, now: later)?.failure == "gone")
    }
}

/// A catalogue that counts how often an image is read from it.
private final class CountingCatalogue: ImageCatalogue, RenderingCatalogue {
    private let catalogue: SQLiteCatalogue
    private let readCount = Atomic<Int>(0)
    /// Runs once, when an image was read and not yet handed on.
    let afterReading = Mutex<(@Sendable () throws -> Void)?>(nil)

    init(_ catalogue: SQLiteCatalogue) { self.catalogue = catalogue }

    var reads: Int { readCount.load(ordering: .relaxed) }

    func image(_ id: Int) throws -> ImageRecord? {
        readCount.wrappingAdd(1, ordering: .relaxed)
        let record = try catalogue.image(id)
        let hook = afterReading.withLock { hook in
            defer { hook = nil }
            return hook
        }
        try hook?()
        return record
    }

    func place(ofImage id: Int) throws -> ImagePlace { try catalogue.place(ofImage: id) }

    func rendering(ofImage image: Int, ownerID: Int) throws -> RenderingRecord? {
        try catalogue.rendering(ofImage: image, ownerID: ownerID)
    }

    func renderings(ofImage image: Int) throws -> [RenderingRecord] {
        try catalogue.renderings(ofImage: image)
    }

    func renderingOwners(ofImage image: Int) throws -> [Int] {
        try catalogue.renderingOwners(ofImage: image)
    }

    func saveRendering(_ choice: RenderingChoice, ofImage image: Int, ownerID: Int) throws -> Int {
        try catalogue.saveRendering(choice, ofImage: image, ownerID: ownerID)
    }

    func saveRendering(
        _ choice: RenderingChoice,
        ofImage image: Int,
        by actor: Actor
    ) throws -> Int { try catalogue.saveRendering(choice, ofImage: image, by: actor) }

    func saveRenderings(_ choices: [NewRendering], by actor: Actor) throws -> [Int] {
        try catalogue.saveRenderings(choices, by: actor)
    }

    func removeRendering(ofImage image: Int, ownerID: Int) throws -> Bool {
        try catalogue.removeRendering(ofImage: image, ownerID: ownerID)
    }

    func imageCount() throws -> Int { try catalogue.imageCount() }

    func images(after id: Int, limit: Int) throws -> [ImageRecord] {
        try catalogue.images(after: id, limit: limit)
    }

    func images(inDataset dataset: Int, after id: Int, limit: Int) throws -> [ImageRecord] {
        try catalogue.images(inDataset: dataset, after: id, limit: limit)
    }

    func images(_ filter: ListFilter, _ page: ListPage) throws -> Listed<ImageRecord> {
        try catalogue.images(filter, page)
    }

    func images(
        inDataset dataset: Int,
        ownerID: Int?,
        _ page: ListPage
    ) throws -> Listed<ImageRecord>? {
        try catalogue.images(inDataset: dataset, ownerID: ownerID, page)
    }

    func imageCount(ownedBy owner: Int?, visibleTo visibility: Visibility) throws -> Int {
        try catalogue.imageCount(ownedBy: owner, visibleTo: visibility)
    }

    func images(
        ownedBy owner: Int?,
        after id: Int,
        limit: Int,
        visibleTo visibility: Visibility
    ) throws -> [ImageRecord] {
        try catalogue.images(ownedBy: owner, after: id, limit: limit, visibleTo: visibility)
    }

    func images(
        inDataset dataset: Int,
        after id: Int,
        limit: Int,
        visibleTo visibility: Visibility
    ) throws -> [ImageRecord] {
        try catalogue.images(inDataset: dataset, after: id, limit: limit, visibleTo: visibility)
    }

    func datasets(
        after id: Int,
        limit: Int,
        visibleTo visibility: Visibility
    ) throws -> [DatasetRecord] {
        try catalogue.datasets(after: id, limit: limit, visibleTo: visibility)
    }

    func changeCounter() throws -> Int { try catalogue.changeCounter() }
}
