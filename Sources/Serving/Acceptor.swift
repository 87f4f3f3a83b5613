import Kernel

/// Where new connections come from, as one worker watches them: the listening sockets of its pool,
/// and the connections that other workers pass on.
///
/// All workers watch all sockets, so a connection that the kernel queued for a busy or dead worker
/// is taken by another. The own socket is watched plainly; of those who watch another's socket the
/// kernel wakes one.
final class Acceptor {
    private let listeners: [Listener]
    private let own: Int
    private let handOffIn: MessageSocket
    private let epoll: Epoll
    private(set) var isOpen = false
    /// The listening socket that is asked first the next time.
    private var next = 0

    init(_ sockets: WorkerSockets, epoll: Epoll) {
        listeners = sockets.listeners
        own = sockets.ownListener
        handOffIn = sockets.handOffIn
        self.epoll = epoll
    }

    func open() throws(SystemError) {
        guard !isOpen else { return }
        isOpen = true
        for (index, listener) in listeners.enumerated() {
            let interest: Epoll.Interest = index == own ? .readable : .readableExclusively
            try epoll.add(listener.descriptor.number, interest)
        }
        try epoll.add(handOffIn.descriptor.number, .readableExclusively)
    }

    func close() throws(SystemError) {
        guard isOpen else { return }
        isOpen = false
        for listener in listeners { try epoll.remove(listener.descriptor.number) }
        try epoll.remove(handOffIn.descriptor.number)
    }

    /// Lets go of the listening sockets: their addresses are for whoever comes next.
    func letGo() throws(SystemError) {
        try close()
        for listener in listeners { try listener.letGo() }
    }

    /// The listening socket of that number; nil when it is none of ours.
    func listener(_ number: Int32) -> Listener? {
        listeners.first { $0.descriptor.number == number }
    }

    /// Takes a connection from one of the queues, which have turns; nil when all are empty.
    func acceptNext() throws(SystemError) -> (Descriptor, SocketAddress)? {
        for _ in listeners.indices {
            let listener = listeners[next]
            next = (next + 1) % listeners.count
            if let found = try listener.accept() { return found }
        }
        return nil
    }

    /// Takes every connection that waits in the queues.
    func acceptAll(_ body: (Descriptor, SocketAddress) -> Void) throws(SystemError) {
        for listener in listeners {
            while let (socket, peer) = try listener.accept() { body(socket, peer) }
        }
    }
}
