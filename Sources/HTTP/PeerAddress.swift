/// The network address a connection came from, as plain numbers.
package enum PeerAddress: Hashable, Sendable {
    /// Host order address and port.
    case ipv4(UInt32, port: UInt16)
    /// The two halves of the address in network order, and the port.
    case ipv6(UInt64, UInt64, port: UInt16)
    /// A Unix domain socket, or a peer the kernel did not name.
    case local
}
