import HTTP
import Kernel

/// One client's connection as its loop sees it; it never leaves the loop's thread.
final class Connection {
    enum State: Equatable {
        /// Waits for a request, or for the rest of one.
        case reading
        /// A handler or a delivery works for it; nothing is read meanwhile.
        case answering
        /// The last answer is sent; what still comes is thrown away until the client closes.
        case lingering(bytesLeft: Int)
    }

    let socket: Descriptor
    let peer: PeerAddress
    /// Tells this connection from an earlier one with the same descriptor number.
    let serial: UInt64
    var reader: RequestReader
    var state = State.reading
    /// Something may have come that was not read yet.
    var mayHaveInput = false
    /// The kernel reported that the client will send no more.
    var peerHasEnded = false
    /// When the client has been too slow.
    var deadline = MonotonicTime(nanoseconds: .max)
    var phase: RequestReader.Phase?
    var bodyPace = BodyPace()
    var requestCount = 0
    /// A large body that comes in.
    var upload: Upload?
    /// Opens when a delivery that waits for room may write again.
    var gate: WriteGate?

    init(socket: Descriptor, peer: PeerAddress, serial: UInt64, limits: RequestLimits) {
        self.socket = socket
        self.peer = peer
        self.serial = serial
        reader = RequestReader(limits: limits, peer: peer)
    }

    var number: Int32 { socket.number }

    /// Whether another process can take it over without anything being lost.
    var isMovable: Bool { state == .reading && reader.phase != .body }
}

extension PeerAddress {
    init(_ address: SocketAddress) {
        switch address.host {
        case .ipv4(let number): self = .ipv4(number, port: address.port)
        case .ipv6(let high, let low): self = .ipv6(high, low, port: address.port)
        case .local: self = .local
        }
    }
}
