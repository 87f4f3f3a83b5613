import CLinux

/// Wakes a loop that waits, from any thread.
package final class Wakeup: Sendable {
    package let descriptor: Descriptor

    package init() throws(SystemError) {
        descriptor = Descriptor(owning: try check("eventfd") { clinux_eventfd() })
    }

    package func signal() { _ = clinux_eventfd_signal(descriptor.number) }

    /// Forgets the signals so far.
    package func drain() { _ = clinux_eventfd_drain(descriptor.number) }
}
