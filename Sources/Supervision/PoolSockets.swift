package import Kernel

/// The sockets of one pool, which the master holds for its whole life.
///
/// A connection that waits in a queue waits in the master's socket, so no worker's death loses it.
package final class PoolSockets: Sendable {
    package let listeners: [Listener]
    /// The end workers pass connections into.
    package let handOffOut: MessageSocket
    /// The end workers of this pool take connections from.
    package let handOffIn: MessageSocket

    package init(
        listeners: [Listener],
        handOffOut: MessageSocket,
        handOffIn: MessageSocket
    ) {
        self.listeners = listeners
        self.handOffOut = handOffOut
        self.handOffIn = handOffIn
    }

    /// Binds one socket for each worker the pool may have; `inherited` ones come first.
    package convenience init(
        _ configuration: PoolConfiguration,
        inherited: [Listener] = []
    ) throws(SystemError) {
        var listeners = inherited
        var address = configuration.address
        if let first = inherited.first { address = try first.address() }
        while listeners.count < configuration.capacity {
            let listener = try Listener(address: address, backlog: configuration.backlog)
            // The kernel chose a port for the first; the others share it.
            if address.port == 0 { address = try listener.address() }
            listeners.append(listener)
        }
        let (out, into) = try MessageSocket.pair()
        self.init(listeners: listeners, handOffOut: out, handOffIn: into)
    }

    package func address() throws(SystemError) -> SocketAddress { try listeners[0].address() }

    /// Descriptors that have to survive when the master replaces its program.
    package var descriptors: [Int32] {
        listeners.map(\.descriptor.number) + [
            handOffOut.descriptor.number, handOffIn.descriptor.number,
        ]
    }
}
