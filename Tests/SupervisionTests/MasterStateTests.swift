import Kernel
import Testing

@testable import Supervision

@Suite struct `Master state` {
    private var sample: MasterState {
        var state = MasterState(
            startedAt: MonotonicTime(nanoseconds: 17),
            generation: 3,
            nextSerial: 9
        )
        state.pools = [
            MasterState.Pool(
                name: "sync",
                size: 2,
                listeners: [5, 6],
                handOffOut: 7,
                handOffIn: 8
            ),
            MasterState.Pool(name: "async", size: 1, listeners: [9], handOffOut: 10, handOffIn: 11),
        ]
        var serving = Worker(
            process: 100,
            seat: 0,
            serial: 1,
            generation: 2,
            startedAt: MonotonicTime(nanoseconds: 20)
        )
        serving.readyAt = MonotonicTime(nanoseconds: 21)
        serving.wantsReplacement = true
        let successor = Worker(
            process: 101,
            seat: 1,
            serial: 2,
            generation: 3,
            startedAt: MonotonicTime(nanoseconds: 22)
        )
        var leaving = Worker(
            process: 102,
            seat: 2,
            serial: 3,
            generation: 1,
            startedAt: MonotonicTime(nanoseconds: 18)
        )
        leaving.readyAt = MonotonicTime(nanoseconds: 19)
        leaving.order = .drain
        leaving.leavesBy = MonotonicTime(nanoseconds: 99)
        let members: [(Worker, WorkerSlot.Role, Int32)] = [
            (serving, .serving, 12), (successor, .successor, 13), (leaving, .leaving, 14),
        ]
        state.members = members.map {
            MasterState.Member(pool: "sync", slot: 1, role: $0.1, worker: $0.0, control: $0.2)
        }
        return state
    }

    @Test func `it is read as it was written`() throws {
        #expect(try MasterState(text: sample.text) == sample)
        let empty = MasterState(
            startedAt: MonotonicTime(nanoseconds: 1),
            generation: 1,
            nextSerial: 1
        )
        #expect(try MasterState(text: empty.text) == empty)
    }

    @Test(arguments: [
        "", "\n", "master", "master 1 0 1", "master 1 1", "master 1 1 1 1", "master -1 1 1",
        "master 1 1 1\nmaster 1 1 1", "master 1 1 1\nnonsense",
        "pool sync 1 5 6 7", "master 1 1 1\npool sync 2 5 6 7", "master 1 1 1\npool sync -1 5 6 7",
        "master 1 1 1\npool sync 1 5 6", "master 1 1 1\npool sync 1 5 6 7,",
        "master 1 1 1\npool sync 1 5 6 x", "master 1 1 1\npool sync 1 5 5 7",
        "master 1 1 1\npool sync 1 0 6 7", "master 1 1 1\npool  1 5 6 7",
        "master 1 1 1\npool sync 1 5 6 7\npool sync 1 8 9 10",
        "master 1 1 1\nworker sync 0 serving stay 3 9 0 1 1 1 1 0 0",
    ])
    func `garbage is refused`(_ text: String) {
        #expect(throws: SupervisionError.self) { try MasterState(text: text) }
    }

    /// What a worker's line may not say beside a sane master and pool.
    @Test(arguments: [
        "worker sync 1 serving stay 8 9 0 1 1 1 1 0 0",  // a slot the pool has not
        "worker sync -1 serving stay 8 9 0 1 1 1 1 0 0",
        "worker other 0 serving stay 8 9 0 1 1 1 1 0 0",
        "worker sync 0 reigning stay 8 9 0 1 1 1 1 0 0",
        "worker sync 0 serving away 8 9 0 1 1 1 1 0 0",
        "worker sync 0 serving stay 5 9 0 1 1 1 1 0 0",  // a listener's descriptor
        "worker sync 0 serving stay 2 9 0 1 1 1 1 0 0",
        "worker sync 0 serving stay 8 0 0 1 1 1 1 0 0",  // kill(0) is the own group
        "worker sync 0 serving stay 8 -1 0 1 1 1 1 0 0",
        "worker sync 0 serving stay 8 9999999999 0 1 1 1 1 0 0",
        "worker sync 0 serving stay 8 9 -1 1 1 1 1 0 0",
        "worker sync 0 serving stay 8 9 0 1 1 1 1 2 0",
        "worker sync 0 serving stay 8 9 0 1 1 1 1 0",
        "worker sync 0 serving stay 8 9 0 1 1 1 1 0 0 0",
        "worker sync 0 serving stay 8 9 0 1 1 1 1 0 0\nworker sync 0 serving stay 9 10 1 2 1 1 1 0 0",
        "worker sync 0 serving stay 8 9 0 1 1 1 1 0 0\nworker sync 0 leaving stay 9 9 1 2 1 1 1 0 0",
        "worker sync 0 serving stay 8 9 0 1 1 1 1 0 0\nworker sync 0 leaving stay 9 10 0 2 1 1 1 0 0",
    ])
    func `a worker that cannot be is refused`(_ lines: String) {
        let front = "master 1 1 1\npool sync 1 6 7 5\n"
        #expect(throws: SupervisionError.self) { try MasterState(text: front + lines) }
    }

    @Test func `a text that lost or changed a byte is refused or still makes sense`() throws {
        let bytes = Array(sample.text.utf8)
        for index in bytes.indices {
            for byte in [0x20, 0x2D, 0x39, 0x41] as [UInt8] {
                var changed = bytes
                changed[index] = byte
                let text = String(decoding: changed, as: UTF8.self)
                do throws(SupervisionError) {
                    try MasterState(text: text).validate()
                } catch {
                    guard case .unreadableState = error else { throw error }
                }
            }
        }
    }
}
