import CLinux
import Glibc

/// Waits for many descriptors at once.
@safe package struct Epoll: ~Copyable {
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

    /// Waits and hands each event to `body`; a negative time waits without end.
    package mutating func wait(
        milliseconds: Int,
        _ body: (Event) throws -> Void
    ) throws {
        let number = descriptor.number
        let count = try check("epoll_wait") {
            let ready = unsafe clinux_epoll_wait(
                number,
                &batch,
                Int32(batch.count),
                Int32(clamping: milliseconds)
            )
            return ready < 0 && errno == EINTR ? 0 : ready
        }
        for index in 0..<Int(count) {
            let raw = batch[index]
            try body(
                Event(
                    descriptor: raw.descriptor,
                    isReadable: raw.events & UInt32(EPOLLIN) != 0,
                    isWritable: raw.events & UInt32(EPOLLOUT) != 0,
                    isOver: raw.events & UInt32(EPOLLHUP | EPOLLERR | EPOLLRDHUP) != 0
                )
            )
        }
    }
}

private let EPOLLIN: Int32 = 0x001
private let EPOLLOUT: Int32 = 0x004
private let EPOLLERR: Int32 = 0x008
private let EPOLLHUP: Int32 = 0x010
private let EPOLLRDHUP: Int32 = 0x2000
private let EPOLLET: UInt32 = 1 << 31

extension Epoll.Interest {
    fileprivate var events: UInt32 {
        switch self {
        case .readable, .readableExclusively: UInt32(EPOLLIN)
        case .writable: UInt32(EPOLLOUT)
        case .changes: UInt32(EPOLLIN | EPOLLOUT | EPOLLRDHUP) | EPOLLET
        }
    }

    fileprivate var isExclusive: Bool {
        if case .readableExclusively = self { true } else { false }
    }
}
