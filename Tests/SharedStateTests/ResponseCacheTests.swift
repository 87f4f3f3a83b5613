import Kernel
import TestSupport
import Testing

@testable import SharedState

@Suite struct `Response cache` {
    let state: StateUnderTest

    init() throws { state = try StateUnderTest() }

    private func key(_ number: Int) -> [UInt8] { Array("picture \(number)".utf8) }

    private func value(_ number: Int, count: Int) -> [UInt8] {
        [UInt8](repeating: UInt8(truncatingIfNeeded: number), count: count)
    }

    @Test func `a value is kept for its key`() throws {
        let cache = try state.open().cache
        #expect(try cache.value(for: key(1)) == nil)
        #expect(try cache.store(value(1, count: 1000), for: key(1)))
        #expect(try cache.value(for: key(1)) == value(1, count: 1000))
        #expect(try cache.value(for: key(2)) == nil)
        #expect(try cache.store([], for: key(2)))
        #expect(try cache.value(for: key(2)) == [])
    }

    @Test func `the first value of a key stays and is counted once`() throws {
        let cache = try state.open().cache
        try cache.store(value(1, count: 1000), for: key(1))
        try cache.store(value(2, count: 1000), for: key(1))
        #expect(try cache.value(for: key(1)) == value(1, count: 1000))
        #expect(try cache.storedBytes() == 1000)
    }

    @Test func `the oldest values leave when there is no room`() throws {
        state.configuration.cacheBytes = 100_000
        let cache = try state.open().cache
        for number in 0..<200 { try cache.store(value(number, count: 1000), for: key(number)) }
        #expect(try cache.storedBytes() <= 100_000)
        #expect(try cache.value(for: key(0)) == nil)
        for number in 100..<200 {
            #expect(try cache.value(for: key(number)) == value(number, count: 1000))
        }
    }

    /// Evictions once ended after 64 entries, so that large values outgrew the cache.
    @Test func `a large value takes the place of many small ones`() throws {
        state.configuration.cacheBytes = 8 << 20
        let cache = try state.open().cache
        for number in 0..<8000 { try cache.store(value(number, count: 1024), for: key(number)) }
        let large = value(1, count: 4 << 20)
        for number in 0..<3 { try cache.store(large, for: key(100_000 + number)) }
        #expect(try cache.storedBytes() <= 8 << 20)
        #expect(try cache.value(for: key(100_002)) == large)
    }

    @Test func `values that are too large are not kept`() throws {
        state.configuration.cacheBytes = 100_000
        let cache = try state.open().cache
        #expect(try !cache.store(value(1, count: 50_001), for: key(1)))
        #expect(try cache.value(for: key(1)) == nil)
    }

    @Test func `a cache without room keeps nothing`() throws {
        state.configuration.cacheBytes = 0
        let cache = try state.open().cache
        #expect(!cache.isEnabled)
        #expect(try !cache.store([1], for: key(1)))
        #expect(try cache.value(for: key(1)) == nil)
    }

    @Test func `any order of sizes fits for ever`() throws {
        let shared = try state.open()
        let cache = shared.cache
        var generator = SeededGenerator(seed: 42)
        let body = [UInt8](repeating: 7, count: 4 << 20)
        for number in 0..<50_000 {
            let isLarge = number % 5000 == 4999
            let count = isLarge ? 4 << 20 : Int.random(in: 1024...(60 << 10), using: &generator)
            #expect(try cache.store(Array(body[..<count]), for: key(number)))
        }
        #expect(try cache.storedBytes() <= 16 << 20)
        #expect(try cache.storedBytes() > 8 << 20)
        let usage = try shared.usage()[2]
        #expect(usage.usedBytes < 24 << 20, "\(usage)")
    }

    @Test func `several processes fill it together`() throws {
        let shared = try state.open()
        let probes = try (1...3).map {
            try ProbeProcess(["fill-cache", state.folder.path, "\($0)"])
        }
        for probe in probes { #expect(try probe.line(withinSeconds: 60) == "done") }
        #expect(try shared.cache.storedBytes() <= 16 << 20)
    }
}
