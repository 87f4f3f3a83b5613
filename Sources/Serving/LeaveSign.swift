import Synchronization

/// Tells deliveries that their worker leaves and that what can move should.
final class LeaveSign: Sendable {
    private let isRaised = Atomic<Bool>(false)

    /// Streams should go to another process now.
    var isUp: Bool { isRaised.load(ordering: .relaxed) }

    func raise() { isRaised.store(true, ordering: .relaxed) }

    /// Everything stops, and nobody is there to take a stream.
    func lower() { isRaised.store(false, ordering: .relaxed) }
}
