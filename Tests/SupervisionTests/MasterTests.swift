import Kernel
import TestSupport
import Testing

@testable import Supervision

@Suite struct `Master` {
    @Test func `it starts its workers and stops them when it is told to`() async throws {
        let master = try RunningMaster(size: 3)
        try master.settle(3)
        let workers = master.serving
        master.send(.terminate)
        try master.follow(until: "the end") { $0.hasFinished }
        #expect(master.exitCode() == 0)
        #expect(master.departures.count == 3)
        #expect(master.departures.allSatisfy { $0.hasSuffix("stopped") })
        #expect(!workers.contains { RunningMaster.lives($0) })
    }

    @Test func `a worker that asks is replaced by one that is ready`() throws {
        let master = try RunningMaster(size: 2)
        try master.settle(2)
        let old = master.serving[0]
        Signal.user1.send(to: old)
        try master.follow(until: "the departure") { $0.departures == ["\(old) recycled"] }
        try master.settle(2)
        #expect(!master.serving.contains(old))
    }

    @Test func `two hundred replacements leave no descriptor behind`() throws {
        let master = try RunningMaster(size: 2)
        try master.settle(2)
        let before = try master.descriptorCount
        for _ in 0..<200 {
            let old = master.serving[0]
            Signal.user1.send(to: old)
            try master.follow(until: "the departure of \(old)") { master in
                !master.members.contains { $0.process == old } && master.serving.count == 2
            }
            try master.settle(2)
        }
        #expect(master.departures.allSatisfy { $0.hasSuffix("recycled") })
        #expect(master.departures.count == 200)
        #expect(try master.descriptorCount <= before)
    }

    @Test func `a worker that crashes is followed at once`() throws {
        let master = try RunningMaster(size: 2)
        try master.settle(2)
        for _ in 0..<3 {
            let victim = master.serving[1]
            Signal.kill.send(to: victim)
            try master.follow(until: "the crash") { $0.departures.contains("\(victim) crashed") }
            try master.settle(2)
        }
    }

    @Test func `workers that crash at their start are started less and less often`() async throws {
        let master = try RunningMaster(size: 1, misbehaving: ["crash"])
        try master.follow(until: "eight crashes") { $0.departures.count >= 8 }
        let start = MonotonicTime.now()
        try master.follow(until: "another crash") { $0.departures.count >= 9 }
        // After five crashes the pauses are 1, 2 and 4 seconds; 8 would be the next.
        #expect(MonotonicTime.now().seconds(since: start) > 2)
        try master.behave("crash")
        try master.settle(1)
        #expect(master.departures.count == 9)
    }

    @Test func `a start that fails is tried again after a pause`() throws {
        let master = try RunningMaster(size: 1, misbehaving: ["no-launch"])
        let isFailure = { (line: String) in line.contains("does not start") }
        try master.follow(until: "two failures") { $0.log.count(where: isFailure) >= 2 }
        try master.behave("no-launch")
        try master.settle(1)
        #expect(master.log.count(where: isFailure) <= 3)
    }

    @Test func `a worker that hangs is aborted`() throws {
        let master = try RunningMaster(size: 1)
        try master.settle(1)
        let hung = master.serving[0]
        Signal.user2.send(to: hung)
        try master.follow(until: "the abortion") { $0.departures.contains("\(hung) aborted") }
        #expect(master.log.contains { $0.hasSuffix("(PID \(hung)) sent abort") })
        try master.settle(1)
    }

    @Test func `a worker that hangs and will not be aborted is killed`() throws {
        let master = try RunningMaster(size: 1, misbehaving: ["stubborn"])
        try master.settle(1)
        let hung = master.serving[0]
        Signal.user2.send(to: hung)
        try master.follow(until: "the kill") { $0.departures.contains("\(hung) aborted") }
        #expect(master.log.contains { $0.hasSuffix("(PID \(hung)) sent kill") })
    }

    @Test func `a worker that never gets ready is aborted and its predecessor serves on`() throws {
        let master = try RunningMaster(size: 1)
        try master.settle(1)
        let old = master.serving[0]
        try master.misbehave("never-ready")
        Signal.user1.send(to: old)
        try master.follow(until: "the abortion") {
            $0.departures.contains { $0.hasSuffix("aborted") }
        }
        #expect(master.serving == [old])
        try master.behave("never-ready")
        try master.follow(until: "the recycling") { $0.departures.contains("\(old) recycled") }
    }

    @Test func `a worker that does not drain is told to stop before it is killed`() throws {
        let master = try RunningMaster(size: 1, misbehaving: ["ignore-drain"])
        try master.settle(1)
        let old = master.serving[0]
        Signal.user1.send(to: old)
        try master.follow(until: "the departure") { $0.departures.contains("\(old) recycled") }
        #expect(master.log.contains { $0.contains("(PID \(old)) drains too long") })
        try master.behave("ignore-drain")
    }

    @Test func `workers that will not stop are killed at the end of the time`() throws {
        let master = try RunningMaster(size: 2, misbehaving: ["ignore-stop"])
        try master.settle(2)
        master.send(.terminate)
        try master.follow(until: "the end") { $0.hasFinished }
        #expect(master.departures.count == 2)
        #expect(master.departures.allSatisfy { $0.hasSuffix("aborted") })
    }

    @Test func `it can be stopped while workers start`() throws {
        let master = try RunningMaster(size: 2, misbehaving: ["never-ready"])
        try master.follow(until: "the start") { $0.members.count == 2 }
        master.send(.terminate)
        try master.follow(until: "the end", withinSeconds: 10) { $0.hasFinished }
        #expect(master.departures.allSatisfy { $0.hasSuffix("stopped") })
    }

    @Test func `a reload replaces every worker`() throws {
        let master = try RunningMaster(size: 3)
        try master.settle(3)
        let old = master.serving
        master.send(.hangup)
        try master.settle(3, generation: 2)
        #expect(Set(master.serving).isDisjoint(with: old))
        #expect(master.departures.count == 3)
    }

    @Test func `bad settings change nothing`() throws {
        let master = try RunningMaster(size: 2, misbehaving: ["bad-settings"])
        try master.settle(2)
        let old = master.serving
        master.send(.hangup)
        try master.follow(until: "the refusal") {
            $0.log.contains { $0.contains("reload refused") }
        }
        try master.settle(2, generation: 1)
        #expect(master.serving == old)
    }

    @Test func `the pool grows and shrinks`() throws {
        let master = try RunningMaster(size: 1)
        try master.settle(1)
        master.send(.ttyIn)
        try master.settle(2)
        master.send(.ttyOut)
        try master.settle(1)
        master.send(.ttyOut)
        try master.follow(until: "the refusal") { $0.log.contains { $0.contains("stays at 1") } }
        #expect(master.departures.allSatisfy { $0.hasSuffix("stopped") })
    }

    @Test func `another program takes over process, sockets and workers`() throws {
        let master = try RunningMaster(size: 2)
        try master.settle(2)
        let workers = master.serving
        let descriptors = try master.descriptorCount
        for round in 1...3 {
            master.send(.user2)
            try master.follow(until: "the new program") { master in
                master.log.count { $0.contains("log replacing") } == round
                    && master.log.count { $0.contains("run with the new settings") } == round
            }
            try master.settle(2)
            #expect(master.serving == workers)
        }
        #expect(try master.descriptorCount <= descriptors)
        // The children are still its own: it learns of their end, and recycles them.
        Signal.kill.send(to: workers[0])
        try master.follow(until: "the crash") { $0.departures == ["\(workers[0]) crashed"] }
        try master.settle(2)
        Signal.user1.send(to: workers[1])
        try master.follow(until: "the recycling") {
            $0.departures.contains("\(workers[1]) recycled")
        }
        master.send(.terminate)
        try master.follow(until: "the end") { $0.hasFinished }
        #expect(master.exitCode() == 0)
    }

    /// A signal that came while the program was replaced once ended the process.
    @Test func `signals that come with a replacement are obeyed`() throws {
        for signal in [Signal.hangup, .user1, .terminate] {
            let master = try RunningMaster(size: 1)
            try master.settle(1)
            master.send(.user2)
            master.send(signal)
            switch signal {
            case .hangup: try master.settle(1, generation: 2)
            case .user1:
                try master.follow(until: "the new log") { $0.log.contains("log reopened") }
            default:
                try master.follow(until: "the end") { $0.hasFinished }
                #expect(master.exitCode() == 0)
            }
        }
    }

    /// It added what it waits for a second time, and ended with EEXIST.
    @Test func `a program that cannot be run changes nothing`() throws {
        let master = try RunningMaster(size: 2)
        try master.settle(2)
        let workers = master.serving
        try master.misbehave("no-program")
        master.send(.user2)
        try master.follow(until: "the refusal") { $0.log.contains { $0.contains("not replaced") } }
        Signal.user1.send(to: workers[0])
        try master.follow(until: "the recycling") {
            $0.departures.contains("\(workers[0]) recycled")
        }
        try master.settle(2)
    }

    @Test func `workers leave when their master is killed`() async throws {
        let master = try RunningMaster(size: 3)
        try master.settle(3)
        let workers = master.serving
        master.kill()
        try await wait(for: "the workers to leave") {
            !workers.contains { RunningMaster.lives($0) }
        }
    }
}
