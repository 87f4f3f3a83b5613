import CLinux
import Glibc

/// Waits for many descriptors at once.
package final class Epoll {
    /// What happened at a descriptor.
    package struct Event {
        package var descriptor: Int32
        package var isReadable: Bool
        package var isWritable: Bool
        /// The peer will send no more, or the connection broke.
        package var isOver: Bool
    }

    /// How a descriptor is watched.
    package enum Interest {
        /// Reported as long as there is something to read.
        case readable
        /// As `readable`, but only one of the processes that wait is woken.
        case readableExclusively
        /// Reported as long as there is room to write.
        case writable
        /// Reported once for each change, for reading and writing.
        case changes
    }

    private let descriptor: Descriptor
    private var batch: [clinux_event]

    package init(batchCount: Int = 256) throws(SystemError) {
        descriptor = Descriptor(owning: try check("epoll_create1") { clinux_epoll_create() })
        batch = Array(repeating: clinux_event(), count: batchCount)
    }

    package func add(_ number: Int32, _ interest: Interest) throws(SystemError) {
        try check("epoll_ctl add") {
            clinux_epoll_add(
                descriptor.number,
                number,
                interest.events,
                interest.isExclusive ? 1 : 0
            )
        }
    }

    package func remove(_ number: Int32) throws(SystemError) {
        try check("epoll_ctl del") { clinux_epoll_remove(descriptor.number, number) }
    }

    /// Waits and answers how many events there are; a negative time waits without end.
    package func wait(milliseconds: Int) throws(SystemError) -> Int {
        let ready = try check("epoll_wait") {
            let ready = unsafe clinux_epoll_wait(
                descriptor.number,
                &batch,
                Int32(batch.count),
                Int32(clamping: milliseconds)
            )
            return ready < 0 && errno == EINTR ? 0 : ready
        }
        return Int(ready)
    }

    /// One of the events of the last wait.
    package func event(at index: Int) -> Event {
        let raw = batch[index]
        return Event(
            descriptor: raw.descriptor,
            isReadable: raw.events & Bits.readable != 0,
            isWritable: raw.events & Bits.writable != 0,
            isOver: raw.events & (Bits.hangup | Bits.error | Bits.peerEnded) != 0
        )
    }
}

/// The bits of epoll_ctl(2), which are macros in C.
private enum Bits {
    static let readable: UInt32 = 0x001
    static let writable: UInt32 = 0x004
    static let error: UInt32 = 0x008
    static let hangup: UInt32 = 0x010
    static let peerEnded: UInt32 = 0x2000
    static let changesOnly: UInt32 = 1 << 31
}

extension Epoll.Interest {
    fileprivate var events: UInt32 {
        switch self {
        case .readable, .readableExclusively: Bits.readable
        case .writable: Bits.writable
        case .changes: Bits.readable | Bits.writable | Bits.peerEnded | Bits.changesOnly
        }
    }

    fileprivate var isExclusive: Bool {
        if case .readableExclusively = self { true } else { false }
    }
}
