import Kernel
import Serving
import Settings
import Telemetry

/// The page of words in which every worker says that it lives; one file for each run of a master.
///
/// A master that starts anew has a page of its own, since workers of a dead one may still be leaving.
struct SlotPage: Sendable {
    private let words: SharedWords
    private let path: String
    private let seats: Int

    init(
        _ instance: Instance,
        _ settings: SettingsSnapshot,
        startedAt: MonotonicTime,
        seats: Int
    ) throws {
        let folder = instance.volatileFolder(settings)
        try Directory.create(folder, mode: 0o700)
        path = Self.path(folder, startedAt.nanoseconds)
        for name in try Directory.names(in: folder)
        where name.hasPrefix(Self.prefix) && folder + "/" + name != path {
            try Directory.removeFileIfPresent(folder + "/" + name)
        }
        self.seats = seats
        words = try SharedWords(path: path, count: seats * SlotGauge.wordsPerSlot)
    }

    private static let prefix = "seats-"

    private static func path(_ folder: String, _ masterStartNanoseconds: Int64) -> String {
        "\(folder)/\(prefix)\(masterStartNanoseconds)"
    }

    /// The words of one worker, in the worker itself.
    static func words(
        _ folder: String,
        masterStartNanoseconds: Int64,
        seat: Int
    ) throws -> SlotWords {
        let path = path(folder, masterStartNanoseconds)
        let sizeBytes = try FileIdentity.of(path: path).sizeBytes
        let page = try SharedWords(path: path, count: sizeBytes / MemoryLayout<UInt64>.stride)
        return SlotWords(page: page, index: seat)
    }

    func words(seat: Int) -> SlotWords { SlotWords(page: words, index: seat) }

    /// When the worker in that seat last showed life; nil when it has not yet.
    func heartbeat(seat: Int) -> MonotonicTime? {
        guard seat < seats else { return nil }
        let nanoseconds = words(seat: seat)[.heartbeat]
        return nanoseconds == 0 ? nil : MonotonicTime(nanoseconds: Int64(nanoseconds))
    }

    func remove() throws { try Directory.removeFileIfPresent(path) }
}
