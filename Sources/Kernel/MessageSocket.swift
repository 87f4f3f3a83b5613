import CLinux
import Glibc

/// One end of a pair that carries whole messages, each with at most two descriptors beside it.
///
/// What was sent waits in the pair even when the reader dies, as long as anybody holds the end.
package final class MessageSocket: Sendable {
    package let descriptor: Descriptor

    /// Asked for as buffer of a pair; the kernel refuses longer messages with EMSGSIZE.
    private static let bufferBytes: Int32 = 1 << 20
    /// Longest message that is sent; the default buffers of Linux (212,992 bytes) hold it.
    package static let messageBytesMax = 128 * 1024

    package init(_ descriptor: Descriptor) { self.descriptor = descriptor }

    package static func pair() throws(SystemError) -> (MessageSocket, MessageSocket) {
        var ends: [Int32] = [-1, -1]
        try check("socketpair") { unsafe clinux_socket_pair(&ends, bufferBytes) }
        return (
            MessageSocket(Descriptor(owning: ends[0])), MessageSocket(Descriptor(owning: ends[1]))
        )
    }

    /// Sends a message without waiting; false when the queue is full or nobody is left to read it.
    ///
    /// - Parameter numbers: open descriptors that the reader gets as well.
    package func send(_ bytes: [UInt8], with numbers: [Int32] = []) -> Bool {
        while true {
            let length = unsafe bytes.withUnsafeBytes { buffer in
                unsafe clinux_send_message(
                    descriptor.number,
                    buffer.baseAddress,
                    buffer.count,
                    numbers,
                    numbers.count
                )
            }
            if length >= 0 { return true }
            if errno != EINTR { return false }
        }
    }

    /// What came of asking for a message.
    package enum Reception {
        case message([UInt8], [Descriptor])
        case nothing
        /// All other ends are closed.
        case ended
    }

    /// Takes the next message without waiting.
    package func receive() throws(SystemError) -> Reception {
        var passed: [Int32] = [-1, -1]
        var passedCount = 0
        var length = 0
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: Self.messageBytesMax + 1) {
            target,
            initialized in
            repeat {
                length = unsafe clinux_receive_message(
                    descriptor.number,
                    target.baseAddress,
                    target.count,
                    &passed,
                    &passedCount
                )
            } while length < 0 && errno == EINTR
            initialized = max(length, 0)
        }
        if length < 0 {
            let code = errno
            if code == EAGAIN { return .nothing }
            if code == ECONNRESET { return .ended }
            throw SystemError(call: "recvmsg", code: code)
        }
        let attached = passed.prefix(passedCount).map(Descriptor.init(owning:))
        return length == 0 && attached.isEmpty ? .ended : .message(bytes, attached)
    }
}
