import Kernel
import LMDB
import Synchronization
import TestSupport
import Testing

@testable import SharedState

@Suite struct `Download stream` {
    private let state: StateUnderTest
    private let shared: SharedState
    private let queue: LedgerQueue
    private let user = RateLimitSubject.user(7)
    private let day = QuotaWindow(seconds: 86_400, isSliding: false)

    init() throws {
        state = try StateUnderTest()
        shared = try state.open()
        queue = try LedgerQueue(shared.downloads, shared.speed) { event in
            if case .failed(let error) = event { Issue.record(error) }
        }
    }

    private func open(_ length: Int?, _ limits: DownloadLimits) throws -> DownloadStream {
        try #require(try queue.open(user, length: length, limits).stream)
    }

    /// Sends until the stream ends or `total` bytes are sent; answers how many were.
    private static func send(_ stream: DownloadStream, total: Int = .max) -> Int {
        var sent = 0
        let answers = WaitingQueue<Void>()
        while sent < total {
            switch stream.grantAtOnce(min(100_000, total - sent), at: .now()) {
            case .bytes(let count):
                stream.sent(count)
                sent += count
            case .later(let moment):
                _ = answers.take(withinSeconds: max(0, moment.seconds(since: .now())))
            case .ended: return sent
            case nil:
                stream.ask { answers.add(()) }
                answers.take()
            }
        }
        return sent
    }

    private func settled(_ limits: DownloadLimits) async throws -> DownloadLedger.Report {
        try await wait(for: "the end of all streams") {
            try shared.downloads.report(user, limits).streams == 0
        }
        return try shared.downloads.report(user, limits)
    }

    @Test func `a stream gets all it was promised, in leases`() async throws {
        let limits = DownloadLimits(bytes: 100 << 20, window: day)
        let stream = try open(50 << 20, limits)
        #expect(Self.send(stream, total: 50 << 20) == 50 << 20)
        stream.end()
        let report = try await settled(limits)
        #expect(report.usedBytes == 50 << 20 && report.reservedBytes == 0)
    }

    @Test func `many streams together get the quota and not a byte more`() async throws {
        let limits = DownloadLimits(bytes: 20 << 20, window: day, truncates: true)
        let sent = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<8 {
                let stream = try open(nil, limits)
                group.addTask { Self.send(stream) }
            }
            return try await group.reduce(0, +)
        }
        #expect(sent == 20 << 20)
        #expect(try await settled(limits).usedBytes == sent)
    }

    @Test func `a stream that nobody holds any more is settled`() async throws {
        let limits = DownloadLimits(bytes: 1 << 20, window: day)
        do {
            let stream = try open(1 << 20, limits)
            #expect(Self.send(stream, total: 1000) == 1000)
        }
        let report = try await settled(limits)
        #expect(report.usedBytes == 1000 && report.leftBytes == (1 << 20) - 1000)
    }

    @Test func `nothing that was asked is lost when a process finishes`() throws {
        let limits = DownloadLimits(bytes: 1 << 20, window: day)
        for _ in 0..<50 {
            let stream = try open(1000, limits)
            #expect(Self.send(stream, total: 1000) == 1000)
            stream.end()
        }
        queue.finish()
        let report = try shared.downloads.report(user, limits)
        #expect(report.usedBytes == 50_000 && report.streams == 0)
    }

    @Test func `a stream goes on elsewhere with what it was promised`() async throws {
        let limits = DownloadLimits(bytes: 40 << 20, window: day, bytesPerSecond: 1 << 30)
        let first = try open(40 << 20, limits)
        #expect(Self.send(first, total: 1 << 20) == 1 << 20)
        let token = first.token
        let pauses = Mutex<[Bool]>([])
        first.pause { isKept in pauses.withLock { $0.append(isKept) } }
        try await wait(for: "the pause") { pauses.withLock { !$0.isEmpty } }
        #expect(pauses.withLock { $0 } == [true])
        #expect(try shared.downloads.openLeases(of: user).first?.owner == nil)
        let other = try LedgerQueue(shared.downloads, shared.speed) { _ in }
        let second = try #require(other.resume(token, remaining: 39 << 20))
        #expect(second.limits == limits)
        #expect(Self.send(second, total: 39 << 20) == 39 << 20)
        second.end()
        #expect(try await settled(limits).usedBytes == 40 << 20)
        #expect(queue.resume([9] + token.dropFirst(), remaining: 1) == nil)
        #expect(queue.resume([], remaining: 1) == nil)
    }

    @Test func `streams of one user share his speed`() async throws {
        let limits = DownloadLimits(window: day, bytesPerSecond: 4 << 20)
        let begun = MonotonicTime.now()
        let sent = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<4 {
                let stream = try open(1 << 19, limits)
                group.addTask { Self.send(stream, total: 1 << 19) }
            }
            return try await group.reduce(0, +)
        }
        let seconds = MonotonicTime.now().seconds(since: begun)
        #expect(sent == 2 << 20)
        // The first turn costs no time, the rest is paid for; how slow it is depends on the machine.
        #expect(seconds > 0.5 - 0.2)
    }

    @Test func `a full map refuses a download and loses no settlement`() async throws {
        let small = try StateUnderTest()
        small.configuration.durableBytes = 1 << 20
        let shared = try small.open()
        let failing = FailureCount()
        let queue = try LedgerQueue(shared.downloads, shared.speed) { event in
            if case .failed = event { failing.count.add(1, ordering: .relaxed) }
        }
        let limits = DownloadLimits(bytes: 1 << 40, window: day)
        let stream = try #require(try queue.open(user, length: 500_000, limits).stream)
        #expect(Self.send(stream, total: 1000) == 1000)
        #expect(throws: LMDBError.full) {
            for _ in 0..<100_000 {
                _ = try shared.sessions.create(userID: 1, groupID: 1, atSeconds: 1)
            }
        }
        #expect(throws: LMDBError.full) {
            for other in 100..<100_000 { _ = try queue.open(.user(other), length: 1, limits) }
        }
        stream.end()
        try await wait(for: "the settlement") {
            try shared.downloads.report(user, limits).streams == 0
        }
        #expect(try shared.downloads.report(user, limits).usedBytes == 1000)
        #expect(failing.count.load(ordering: .relaxed) > 0)
    }

    private final class FailureCount: Sendable {
        let count = Atomic<Int>(0)
    }
}

extension LedgerQueue.Opening {
    fileprivate var stream: DownloadStream? {
        if case .opened(let stream, _) = self { stream } else { nil }
    }
}
