import Kernel
import TestSupport
import Testing

@Suite struct `Listening socket` {
    private func loopback(port: UInt16 = 0) throws -> SocketAddress {
        try SocketAddress(host: "127.0.0.1", port: port)
    }

    @Test func `a bound listener tells the port the kernel chose`() throws {
        let listener = try Listener(address: loopback(), backlog: 8)
        #expect(try listener.address().port > 0)
        #expect(try listener.address().host == .ipv4(0x7F00_0001))
    }

    @Test func `two listeners share one address, and every connection reaches one of them`() throws
    {
        let first = try Listener(address: loopback(), backlog: 64)
        let second = try Listener(address: first.address(), backlog: 64)
        let clients = try (0..<64).map { _ in
            try Descriptor.connect(to: first.address(), withinMilliseconds: 5000)
        }
        var accepted = [0, 0]
        for (index, listener) in [first, second].enumerated() {
            while try listener.accept() != nil { accepted[index] += 1 }
        }
        #expect(accepted[0] + accepted[1] == clients.count)
        // The kernel spreads by a hash of the ports; 64 on one side has a chance of 2 in 2⁶⁴.
        #expect(accepted[0] > 0 && accepted[1] > 0)
    }

    @Test func `an empty queue has nothing to accept, and its length is told`() throws {
        let listener = try Listener(address: loopback(), backlog: 8)
        #expect(try listener.queueLength() == 0)
        #expect(try listener.accept() == nil)
        let client = try Descriptor.connect(to: listener.address(), withinMilliseconds: 5000)
        #expect(try listener.queueLength() == 1)
        let (socket, peer) = try #require(try listener.accept())
        #expect(peer.host == .ipv4(0x7F00_0001) && peer.port > 0)
        #expect(socket.number != client.number)
        #expect(try listener.queueLength() == 0)
    }

    /// A restarted server once found its own port taken, as a thread still held the listener.
    @Test func `an address is free when its listener stopped, whoever still holds it`() throws {
        let listener = try Listener(address: loopback(), backlog: 8)
        let address = try listener.address()
        try listener.letGo()
        #expect(throws: SystemError.self) {
            try Descriptor.connect(to: address, withinMilliseconds: 5000)
        }
        _ = try Listener(address: address, backlog: 8)
        withExtendedLifetime(listener) {}
    }

    @Test func `a listener takes IPv6 connections`() throws {
        let listener = try Listener(address: SocketAddress(host: "::1", port: 0), backlog: 8)
        let client = try Descriptor.connect(to: listener.address(), withinMilliseconds: 5000)
        let (_, peer) = try #require(try listener.accept())
        #expect(peer.host == .ipv6(0, 1))
        withExtendedLifetime(client) {}
    }

    /// All IPv4 clients once were one IPv6 network to the rate limits.
    @Test func `a listener for both families names IPv4 peers as such`() throws {
        let listener = try Listener(address: SocketAddress(host: "::", port: 0), backlog: 8)
        let port = try listener.address().port
        let client = try Descriptor.connect(
            to: loopback(port: port),
            withinMilliseconds: 5000
        )
        let (_, peer) = try #require(try listener.accept())
        #expect(peer.host == .ipv4(0x7F00_0001))
        #expect(try SocketAddress(host: "::ffff:10.0.0.1", port: 1).host == .ipv4(0x0A00_0001))
        #expect(try SocketAddress(host: "::fffe:10.0.0.1", port: 1).host != .ipv4(0x0A00_0001))
        withExtendedLifetime(client) {}
    }

    @Test func `an address nobody listens on refuses the connection`() throws {
        let address = try Listener(address: loopback(), backlog: 1).address()
        #expect(throws: SystemError.self) {
            try Descriptor.connect(to: address, withinMilliseconds: 5000)
        }
    }

    @Test func `an address of another machine cannot be bound`() throws {
        let foreign = try SocketAddress(host: "192.0.2.1", port: 0)
        #expect(throws: SystemError.self) { try Listener(address: foreign, backlog: 1) }
    }

    @Test func `sockets do not outlive an exec`() throws {
        let listener = try Listener(address: loopback(), backlog: 8)
        let client = try Descriptor.connect(to: listener.address(), withinMilliseconds: 5000)
        let (accepted, _) = try #require(try listener.accept())
        for descriptor in [listener.descriptor, client, accepted] {
            #expect(try closesOnExec(descriptor))
        }
    }
}
