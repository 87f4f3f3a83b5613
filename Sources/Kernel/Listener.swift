import CLinux
import Glibc

/// A listening socket with SO_REUSEPORT, so that several share one address.
package final class Listener: Sendable {
    package let descriptor: Descriptor

    /// Binds and listens; `backlog` bounds the connections the kernel queues.
    package init(address: SocketAddress, backlog: Int) throws(SystemError) {
        var target = address.system
        let number = try check("listen", "port \(address.port)") {
            unsafe clinux_listen(&target, Int32(backlog))
        }
        descriptor = Descriptor(owning: number)
    }

    /// Takes over a listening socket that another process made.
    package init(inheriting descriptor: Descriptor) { self.descriptor = descriptor }

    /// The address the kernel bound, with the port it chose when 0 was asked for.
    package func address() throws(SystemError) -> SocketAddress {
        var address = clinux_address()
        try check("getsockname") { unsafe clinux_local_address(descriptor.number, &address) }
        return SocketAddress(address)
    }

    /// The next connection in the queue; nil when it is empty.
    package func accept() throws(SystemError) -> (Descriptor, SocketAddress)? {
        var peer = clinux_address()
        do throws(SystemError) {
            let number = try check("accept") { unsafe clinux_accept(descriptor.number, &peer) }
            return (Descriptor(owning: number), SocketAddress(peer))
        } catch {
            // A client that left while it waited is no failure of ours (accept(2)).
            if error.wouldBlock || error.code == ECONNABORTED { return nil }
            throw error
        }
    }

    /// Lets go of the socket, whoever still refers to it in this process; its address is free when
    /// all processes did.
    package func letGo() throws(SystemError) {
        // The number stays taken, so that no other file gets it while somebody may still use it.
        try check("dup3") { clinux_replace_by_nothing(descriptor.number) }
    }

    /// Connections that wait to be accepted.
    package func queueLength() throws(SystemError) -> Int {
        Int(try check("tcp_info") { clinux_accept_queue(descriptor.number) })
    }
}
