package import Kernel

/// The sockets a worker inherits.
package struct WorkerSockets: Sendable {
    /// All listening sockets of the pool.
    package var listeners: [Listener]
    /// Index of the one that this worker's slot answers for.
    package var ownListener: Int
    /// Connections that other workers pass to this pool.
    package var handOffIn: MessageSocket
    /// Where this worker passes its idle connections when it leaves: its own pool.
    package var handOffOut: MessageSocket
    /// Where connections with asynchronous requests go; nil when this is that pool, or there is none.
    package var asyncPool: MessageSocket?

    package init(
        listeners: [Listener],
        ownListener: Int,
        handOffIn: MessageSocket,
        handOffOut: MessageSocket,
        asyncPool: MessageSocket?
    ) {
        self.listeners = listeners
        self.ownListener = ownListener
        self.handOffIn = handOffIn
        self.handOffOut = handOffOut
        self.asyncPool = asyncPool
    }
}
