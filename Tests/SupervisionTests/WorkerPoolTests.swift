import Kernel
import TestSupport
import Testing

@testable import Supervision

@Suite struct `Worker pool` {
    private func running(size: Int, capacity: Int? = nil) -> PoolSimulation {
        var simulation = PoolSimulation(size: size, capacity: capacity ?? size, seed: 1)
        _ = simulation.settle()
        return simulation
    }

    @Test func `whatever happens, no rule is broken and the pool recovers`() {
        for seed in 1...600 as ClosedRange<UInt64> {
            var dice = SeededGenerator(seed: seed)
            let capacity = Int.random(in: 1...32, using: &dice)
            var simulation = PoolSimulation(
                size: Int.random(in: 0...capacity, using: &dice),
                capacity: capacity,
                seed: seed
            )
            simulation.startFailureChance = seed % 5 == 0 ? 0.3 : 0
            for _ in 0..<150 {
                simulation.happen()
                if Bool.random(using: &dice) { simulation.advance() }
            }
            let settled = simulation.settle()
            #expect(simulation.violations.isEmpty, "seed \(seed)")
            #expect(settled, "seed \(seed)")
            let pool = simulation.pool
            #expect(pool.isReady && pool.workers.count == pool.size, "seed \(seed)")
            #expect(
                pool.workers.allSatisfy { $0.generation == simulation.generation },
                "seed \(seed)"
            )
            #expect(!pool.workers.contains { $0.wantsReplacement }, "seed \(seed)")
        }
    }

    @Test func `whatever happened before, stop ends with nobody left`() {
        for seed in 1...150 as ClosedRange<UInt64> {
            var simulation = PoolSimulation(size: 5, capacity: 8, seed: seed)
            for _ in 0..<100 {
                simulation.happen()
                simulation.advance()
            }
            simulation.pool.stop()
            let started = simulation.nextProcess
            simulation.pool.resize(to: 8)
            let settled = simulation.settle()
            #expect(settled, "seed \(seed)")
            #expect(simulation.pool.workers.isEmpty, "seed \(seed)")
            #expect(simulation.nextProcess == started, "seed \(seed)")
        }
    }

    @Test(arguments: [(1, 1), (9, 1), (10, 1), (11, 2), (20, 2), (21, 3), (100, 10)])
    func `a tenth of a pool is replaced at once, rounded up`(_ size: Int, _ most: Int) {
        var simulation = running(size: size)
        simulation.reload()
        simulation.advance()
        simulation.advance()
        #expect(simulation.replacements == most)
    }

    /// A wish that found the allowance used up was once forgotten.
    @Test func `wishes to be replaced wait for their turn`() throws {
        var simulation = running(size: 3)
        let old = simulation.pool.workers.map(\.process)
        for process in old { simulation.pool.update(process) { $0.wantsReplacement = true } }
        simulation.advance()
        #expect(simulation.replacements == 1)
        let settled = simulation.settle()
        #expect(settled)
        #expect(simulation.pool.workers.allSatisfy { !old.contains($0.process) })
    }

    /// Operators who killed workers one after the other once emptied the pool: its slots waited
    /// as if the program could not live.
    @Test func `a worker that served and was killed from outside is followed at once`() throws {
        var simulation = running(size: 1)
        for _ in 0..<(3 * RestartBackoff.crashesMax) {
            let worker = try #require(simulation.pool.slots[0].serving)
            simulation.end(worker, .signalled(Signal.kill.rawValue))
            simulation.advance()
            let next = try #require(simulation.pool.slots[0].serving)
            simulation.becomeReady(next)
        }
        #expect(simulation.pool.slots[0].crashCount == 3 * RestartBackoff.crashesMax)
    }

    @Test func `the predecessor serves until its successor is ready`() throws {
        var simulation = running(size: 1)
        let old = try #require(simulation.pool.slots[0].serving)
        simulation.reload()
        simulation.advance()
        let new = try #require(simulation.pool.slots[0].successor)
        #expect(simulation.pool.slots[0].serving == old)
        simulation.becomeReady(new)
        #expect(simulation.pool.slots[0].serving?.process == new.process)
        #expect(simulation.pool.slots[0].leaving.map(\.process) == [old.process])
        #expect(simulation.pool.slots[0].leaving[0].order == .drain)
    }

    /// The successor of the first reload was ready after the second, and stayed for ever.
    @Test func `a reload during a reload replaces the workers of the first`() throws {
        var simulation = running(size: 2)
        simulation.reload()
        simulation.advance()
        simulation.reload()
        let settled = simulation.settle()
        #expect(settled)
        #expect(simulation.pool.workers.map(\.generation) == [3, 3])
    }

    @Test func `a successor that fails holds up its own slot, not the others`() throws {
        var simulation = running(size: 2)
        simulation.reload()
        simulation.advance()
        let successor = try #require(simulation.pool.slots[0].successor)
        simulation.end(successor, .signalled(9))
        simulation.advance()
        #expect(simulation.pool.slots[0].successor == nil)
        #expect(simulation.pool.slots[1].successor != nil)
        #expect(simulation.pool.readyCount == 2)
    }

    @Test func `starts that fail are not tried again at once`() {
        var simulation = PoolSimulation(size: 1, capacity: 1, seed: 1)
        simulation.startFailureChance = 1
        for _ in 0..<100 {
            simulation.advance()
            simulation.pass(seconds: 0.1)
        }
        #expect(simulation.pool.slots[0].earliestStart > simulation.now)
        #expect(simulation.violations.isEmpty)
    }

    @Test func `a worker that is taken away while it starts is told so`() throws {
        var simulation = PoolSimulation(size: 1, capacity: 1, seed: 1)
        simulation.advance()
        let starting = try #require(simulation.pool.workers.first)
        simulation.pool.resize(to: 0)
        simulation.advance()
        #expect(simulation.pool.slots[0].leaving.map(\.process) == [starting.process])
        simulation.end(starting, .exited(0))
        #expect(simulation.pool.slots[0].lastDeparture == .stopped)
        #expect(simulation.pool.slots[0].crashCount == 0)
    }

    @Test func `a slot whose leavers take long asks the first of them to hurry`() throws {
        var simulation = running(size: 1)
        for _ in 0..<2 {
            simulation.reload()
            simulation.advance()
            simulation.becomeReady(try #require(simulation.pool.slots[0].successor))
        }
        simulation.reload()
        simulation.advance()
        #expect(simulation.pool.slots[0].successor == nil)
        #expect(simulation.pool.slots[0].leaving.map(\.order) == [.stop, .drain])
        simulation.end(simulation.pool.slots[0].leaving[0], .exited(0))
        simulation.advance()
        #expect(simulation.pool.slots[0].successor != nil)
    }

    @Test func `sizes stay within what the pool can have`() {
        var pool = WorkerPool(name: "sync", size: 2, capacity: 4)
        pool.resize(to: 9)
        #expect(pool.size == 4)
        pool.resize(to: -3)
        #expect(pool.size == 0)
        #expect(WorkerPool(name: "sync", size: 5, capacity: 2).capacity == 5)
    }

    @Test func `reasons of departure`() throws {
        var simulation = running(size: 1)
        func serving() throws -> Worker { try #require(simulation.pool.slots[0].serving) }
        simulation.end(try serving(), .exited(0))
        #expect(simulation.pool.slots[0].lastDeparture == .crashed)
        _ = simulation.settle()
        let hung = try serving()
        simulation.pool.update(hung.process) { $0.killedBy = .abort }
        simulation.end(hung, .signalled(6))
        #expect(simulation.pool.slots[0].lastDeparture == .aborted)
        _ = simulation.settle()
        simulation.reload()
        _ = simulation.settle()
        #expect(simulation.pool.slots[0].lastDeparture == .recycled)
        simulation.pool.stop()
        _ = simulation.settle()
        #expect(simulation.pool.slots[0].lastDeparture == .stopped)
        #expect(simulation.pool.slots[0].crashCount == 2)
    }
}
