import Glibc
import Kernel
import Synchronization
import Testing

@testable import Repository

@Suite struct `Single flight` {
    private struct Refusal: Error, Equatable {}

    /// Lets `count` threads ask for one key while the maker waits for all of them to have come.
    private func together(
        _ count: Int,
        make: @escaping @Sendable () throws -> Int
    ) throws -> [Result<(value: Int, isMaker: Bool), any Error>] {
        let flight = SingleFlight<String, Int>()
        let answers = WaitingQueue<Result<(value: Int, isMaker: Bool), any Error>>()
        let started = WaitingQueue<Bool>()
        let released = WaitingQueue<Bool>()
        try Thread.start(name: "maker") {
            answers.add(
                Result {
                    try flight.value(for: "key") {
                        started.add(true)
                        _ = released.take()
                        return try make()
                    }
                }
            )
        }
        _ = started.take()
        for _ in 1..<count {
            try Thread.start(name: "joiner") {
                answers.add(Result { try flight.value(for: "key") { throw Unexpected() } })
            }
        }
        try waitUntil { flight.waitingCount(for: "key") == count - 1 }
        released.add(true)
        return (0..<count).map { _ in answers.take() }
    }

    private struct Unexpected: Error {}

    @Test func `threads that ask together get what one of them made`() throws {
        let answers = try together(6) { 42 }.map { try $0.get() }
        #expect(answers.allSatisfy { $0.value == 42 })
        #expect(answers.count { $0.isMaker } == 1)
    }

    @Test func `an error reaches all who waited`() throws {
        for answer in try together(4, make: { throw Refusal() }) {
            #expect(throws: Refusal()) { try answer.get() }
        }
    }

    @Test func `the next who asks makes it again`() throws {
        let flight = SingleFlight<String, Int>()
        #expect(throws: Refusal()) { try flight.value(for: "key") { throw Refusal() } }
        #expect(try flight.value(for: "key") { 1 } == (1, true))
        #expect(try flight.value(for: "key") { 2 } == (2, true))
    }

    @Test func `different keys do not wait for each other`() throws {
        let flight = SingleFlight<String, Int>()
        let outer = try flight.value(for: "a") { try flight.value(for: "b") { 7 }.value + 1 }
        #expect(outer == (8, true))
    }
}

/// Waits for a condition that other threads bring about; an error when it takes ten seconds.
func waitUntil(_ condition: () throws -> Bool) throws {
    let end = MonotonicTime.now().adding(seconds: 10)
    while try !condition() {
        guard MonotonicTime.now() < end else { throw Overdue() }
        usleep(1000)
    }
}

struct Overdue: Error {}
