import Kernel

/// A server that takes messages on their way, without encryption and without asking who sends.
///
/// Such a relay runs on the same machine or network, and encrypts, queues and tries again.
package struct MailRelay: Sendable, Equatable {
    package let host: String
    package let port: UInt16

    /// Time for one message, all told.
    package static let secondsMax = 20.0

    package init(host: String, port: UInt16) {
        self.host = host
        self.port = port
    }

    /// Hands a message over, and answers those for whom the relay does not take it.
    ///
    /// It waits for the relay, so never on an event loop.
    @discardableResult
    package func send(
        _ message: MailMessage,
        withinSeconds seconds: Double = secondsMax
    ) throws(MailError) -> [RefusedRecipient] {
        let deadline = MonotonicTime.now().adding(seconds: seconds)
        let socket = try connect(until: deadline)
        var conversation = SMTPConversation(message)
        var buffer = ReceiveBuffer(capacity: 4096)
        var received: [UInt8] = []
        while !conversation.isTaken {
            if let reply = try SMTPReply(from: &received) {
                guard let bytes = try conversation.next(after: reply) else { break }
                try write(bytes, to: socket, until: deadline)
                continue
            }
            switch buffer.receive(from: socket) {
            case .bytes(let count): received += buffer.bytes(count)
            case .wouldBlock:
                guard socket.waitUntilReadable(milliseconds: try left(deadline)) else {
                    throw .timedOut
                }
            case .ended, .failed: throw .ended
            }
        }
        return conversation.refused
    }

    private func connect(until deadline: MonotonicTime) throws(MailError) -> Descriptor {
        do throws(SystemError) {
            let address = try SocketAddress(resolving: host, port: port)
            return try Descriptor.connect(
                to: address,
                withinMilliseconds: max(1, Int(deadline.seconds(since: .now()) * 1000))
            )
        } catch {
            throw .unreachable(error)
        }
    }

    private func write(
        _ bytes: [UInt8],
        to socket: borrowing Descriptor,
        until deadline: MonotonicTime
    ) throws(MailError) {
        var sent = 0
        while sent < bytes.count {
            switch socket.send(bytes, from: sent) {
            case .bytes(let count): sent += count
            case .wouldBlock:
                guard socket.waitUntilWritable(milliseconds: try left(deadline)) else {
                    throw .timedOut
                }
            case .failed: throw .ended
            }
        }
    }

    private func left(_ deadline: MonotonicTime) throws(MailError) -> Int {
        let milliseconds = Int(deadline.seconds(since: .now()) * 1000)
        guard milliseconds > 0 else { throw .timedOut }
        return milliseconds
    }
}
