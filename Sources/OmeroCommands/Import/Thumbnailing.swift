import Kernel
import OmeroWeb
import Synchronization

/// Makes the thumbnails of what was imported, on several threads.
struct Thumbnailing {
    private let thumbnails: ImportThumbnails
    private let threadCount: Int

    init(_ thumbnails: ImportThumbnails, threadCount: Int) {
        self.thumbnails = thumbnails
        self.threadCount = threadCount
    }

    /// What became of one image: why there is no thumbnail of it, nil when there is one.
    private struct Outcome: Sendable {
        let imageID: Int
        let reason: String?
    }

    /// Makes them all and says how it goes; an image without a thumbnail is no failed import.
    func run(_ imageIDs: [Int], _ console: Console) throws {
        guard !imageIDs.isEmpty else { return }
        let outcomes = WaitingQueue<Outcome>()
        let counter = Counter()
        for index in 0..<min(threadCount, imageIDs.count) {
            try Thread.start(name: "thumbnails-\(index)") {
                while let id = counter.next(of: imageIDs) { outcomes.add(make(id)) }
            }
        }
        let line = TerminalLine(console)
        for done in 1...imageIDs.count {
            let outcome = outcomes.take()
            if let reason = outcome.reason {
                try line.erase()
                try console.message("Image:\(outcome.imageID) has no thumbnail: \(reason)")
            }
            try line.show("\(done) of \(imageIDs.count) thumbnails")
        }
        try line.erase()
    }

    private func make(_ id: Int) -> Outcome {
        do {
            try thumbnails.make(imageID: id)
            return Outcome(imageID: id, reason: nil)
        } catch {
            return Outcome(imageID: id, reason: "\(error)")
        }
    }

    /// Gives each thread the next image.
    private final class Counter: Sendable {
        private let place = Atomic<Int>(0)

        func next(of imageIDs: [Int]) -> Int? {
            let index = place.wrappingAdd(1, ordering: .relaxed).oldValue
            return index < imageIDs.count ? imageIDs[index] : nil
        }
    }
}
