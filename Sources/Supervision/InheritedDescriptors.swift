package import Kernel

/// Where a worker finds the sockets it inherits: at fixed numbers, from 3 on.
package struct InheritedDescriptors: Sendable {
    /// The worker's line to its master.
    package let control: MessageSocket
    package let listeners: [Listener]
    package let handOffIn: MessageSocket
    package let handOffOut: MessageSocket
    /// The way into the asynchronous pool; nil in that pool itself.
    package let asyncPool: MessageSocket?

    private static let first: Int32 = 3
    /// The number after the last descriptor of any worker: here the application may put its own.
    package static func end(listenerCount: Int) -> Int32 { first + 4 + Int32(listenerCount) }

    /// The descriptors of a worker of that pool, with the numbers they get.
    static func assign(
        control: MessageSocket,
        pool: String,
        sockets: [String: PoolSockets]
    ) -> [(own: Int32, childs: Int32)] {
        guard let mine = sockets[pool] else { return [] }
        let toAsync = sockets["async"]?.handOffOut ?? mine.handOffOut
        let own =
            [control, mine.handOffIn, mine.handOffOut, toAsync].map(\.descriptor.number)
            + mine.listeners.map(\.descriptor.number)
        return own.enumerated().map { (own: $1, childs: first + Int32($0)) }
    }

    /// Takes over the descriptors in a worker that was just started.
    package init(pool: String, listenerCount: Int, hasAsyncPool: Bool) throws(SystemError) {
        let descriptors = (0..<Int32(4 + listenerCount)).map { Descriptor(owning: Self.first + $0) }
        // They were made to survive the start of this program, and no other.
        for descriptor in descriptors { try Process.setCloseOnExec(descriptor.number, true) }
        control = MessageSocket(descriptors[0])
        handOffIn = MessageSocket(descriptors[1])
        handOffOut = MessageSocket(descriptors[2])
        asyncPool = hasAsyncPool && pool != "async" ? MessageSocket(descriptors[3]) : nil
        listeners = descriptors[4...].map(Listener.init(inheriting:))
    }
}
