package import Kernel

/// How large one pool is and where it listens.
package struct PoolConfiguration: Sendable, Equatable {
    package var name: String
    /// Workers that serve.
    package var size: Int
    /// Workers the pool may ever have; fixed as long as the master lives.
    package var capacity: Int
    package var address: SocketAddress
    /// Connections the kernel queues for each listening socket.
    package var backlog: Int

    package init(
        name: String,
        size: Int,
        capacity: Int,
        address: SocketAddress,
        backlog: Int
    ) {
        self.name = name
        self.size = size
        self.capacity = max(capacity, size)
        self.address = address
        self.backlog = backlog
    }
}
