import Kernel
import Synchronization

/// Tells deliveries that their worker leaves and that what can move should.
final class LeaveSign: Sendable {
    private let isRaised = Atomic<Bool>(false)

    /// Streams should go to another process now.
    ///
    /// - Parameter moment: before it the stream stays, because it could not move a moment ago.
    func isUp(after moment: MonotonicTime) -> Bool {
        isRaised.load(ordering: .relaxed) && MonotonicTime.now() >= moment
    }

    func raise() { isRaised.store(true, ordering: .relaxed) }

    /// Everything stops, and nobody is there to take a stream.
    func lower() { isRaised.store(false, ordering: .relaxed) }
}
