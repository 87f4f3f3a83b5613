import CLinux
import Glibc

/// How a non-blocking read went.
package enum ReceiveOutcome: Equatable, Sendable {
    case bytes(Int)
    case wouldBlock
    /// The peer sent all it ever will.
    case ended
    /// The connection broke.
    case failed
}

/// How a non-blocking write went.
package enum SendOutcome: Equatable, Sendable {
    case bytes(Int)
    case wouldBlock
    case failed
}

/// A buffer that a loop reads into, shared by all its connections.
@safe package struct ReceiveBuffer: ~Copyable {
    private let storage: UnsafeMutableRawBufferPointer

    package init(capacity: Int) {
        unsafe storage = .allocate(byteCount: capacity, alignment: 16)
    }

    deinit { unsafe storage.deallocate() }

    package var capacity: Int { unsafe storage.count }

    /// Reads what a non-blocking socket holds, at most the buffer's capacity.
    package mutating func receive(from socket: Descriptor) -> ReceiveOutcome {
        while true {
            let length = unsafe clinux_receive(socket.number, storage.baseAddress, storage.count)
            if length > 0 { return .bytes(length) }
            if length == 0 { return .ended }
            if errno == EAGAIN { return .wouldBlock }
            if errno != EINTR { return .failed }
        }
    }

    /// A copy of the first `count` bytes received.
    package func bytes(_ count: Int) -> [UInt8] {
        unsafe [UInt8](UnsafeRawBufferPointer(storage)[..<count])
    }
}

extension Descriptor {
    /// Sends bytes from an offset on without waiting.
    package func send(_ bytes: [UInt8], from offset: Int = 0, more: Bool = false) -> SendOutcome {
        outcome {
            unsafe bytes.withUnsafeBytes { buffer in
                unsafe clinux_send(
                    number,
                    buffer.baseAddress?.advanced(by: offset),
                    buffer.count - offset,
                    more ? 1 : 0
                )
            }
        }
    }

    /// Sends a head and a body in one call without waiting.
    package func send(_ head: [UInt8], then body: [UInt8]) -> SendOutcome {
        outcome {
            unsafe head.withUnsafeBytes { first in
                unsafe body.withUnsafeBytes { second in
                    unsafe clinux_send_two(
                        number,
                        first.baseAddress,
                        first.count,
                        second.baseAddress,
                        second.count
                    )
                }
            }
        }
    }

    /// Lets the kernel copy part of a file to the socket without waiting.
    package func sendFile(_ file: Int32, offset: Int, count: Int) -> SendOutcome {
        outcome { clinux_sendfile(number, file, Int64(offset), count) }
    }

    private func outcome(_ call: () -> Int) -> SendOutcome {
        while true {
            let length = call()
            if length >= 0 { return .bytes(length) }
            if errno == EAGAIN { return .wouldBlock }
            if errno != EINTR { return .failed }
        }
    }

    /// Turns off the wait for fuller packets; harmless on a socket that has none.
    package func sendPromptly() { _ = clinux_set_no_delay(number) }

    /// Tells the peer that nothing more will come.
    package func endSending() { _ = clinux_shutdown_write(number) }

    /// Waits until the socket can take bytes; false when the time is over.
    package func waitUntilWritable(milliseconds: Int) -> Bool {
        waitFor(writable: true, milliseconds: milliseconds)
    }

    /// Waits until the socket has something to read; false when the time is over.
    package func waitUntilReadable(milliseconds: Int) -> Bool {
        waitFor(writable: false, milliseconds: milliseconds)
    }

    /// A negative time waits without end.
    private func waitFor(writable: Bool, milliseconds: Int) -> Bool {
        let deadline = MonotonicTime.now().adding(seconds: Double(milliseconds) / 1000)
        var left = milliseconds
        while true {
            let result = clinux_poll(number, writable ? 1 : 0, Int32(clamping: left))
            if result >= 0 { return result > 0 }
            // Something is wrong with the descriptor itself, which the next call on it will say.
            if errno != EINTR { return true }
            if milliseconds < 0 { continue }
            left = Int((deadline.seconds(since: .now()) * 1000).rounded(.up))
            if left <= 0 { return false }
        }
    }
}
