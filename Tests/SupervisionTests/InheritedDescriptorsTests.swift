import Kernel
import Testing

@testable import Supervision

@Suite struct `Inherited descriptors` {
    private func pool(_ name: String, capacity: Int) throws -> PoolSockets {
        try PoolSockets(
            PoolConfiguration(
                name: name,
                size: 1,
                capacity: capacity,
                address: SocketAddress(host: "127.0.0.1", port: 0),
                backlog: 8
            )
        )
    }

    @Test func `a worker gets its own pool's sockets at numbers in a row and the way to the other`()
        throws
    {
        let sync = try pool("sync", capacity: 3)
        let async = try pool("async", capacity: 2)
        let (control, _) = try MessageSocket.pair()
        let assigned = InheritedDescriptors.assign(
            control: control,
            pool: "sync",
            sockets: ["sync": sync, "async": async]
        )
        #expect(assigned.map(\.childs) == Array(3..<10))
        #expect(InheritedDescriptors.end(listenerCount: 3) == 10)
        let front = [control, sync.handOffIn, sync.handOffOut, async.handOffOut]
        let expected =
            front.map(\.descriptor.number) + sync.listeners.map(\.descriptor.number)
        #expect(assigned.map(\.own) == expected)
    }

    @Test func `the sockets of a pool share the port that the kernel chose`() throws {
        let sockets = try pool("sync", capacity: 4)
        #expect(sockets.listeners.count == 4)
        let ports = try Set(sockets.listeners.map { try $0.address().port })
        #expect(ports.count == 1 && ports != [0])
        #expect(Set(sockets.descriptors).count == 6)
    }
}
