package import Kernel
import Synchronization

/// A relay that keeps what it gets, and refuses whom it is told to.
package final class MailReceiver: Sendable {
    /// What one envelope brought.
    package struct Letter: Sendable {
        package var recipients: [String] = []
        /// Head and text as they came, with CR LF.
        package var text = ""
    }

    package let port: UInt16
    private let state: State

    /// - Parameters:
    ///   - refused: whom it does not know.
    ///   - letterMax: after so many letters it takes no more.
    package init(
        refusing refused: Set<String> = [],
        letterMax: Int = .max
    ) throws(SystemError) {
        let listener = try Listener(address: SocketAddress(host: "127.0.0.1", port: 0), backlog: 8)
        port = try listener.address().port
        let state = State(refused: refused, letterMax: letterMax)
        self.state = state
        try Thread.start(name: "receiver") { state.serve(listener) }
    }

    deinit { state.isOver.store(true, ordering: .relaxed) }

    package var letters: [Letter] { state.letters.withLock { $0 } }

    fileprivate final class State: Sendable {
        let isOver = Atomic(false)
        let letters = Mutex<[Letter]>([])
        private let refused: Set<String>
        private let letterMax: Int

        init(refused: Set<String>, letterMax: Int) {
            self.refused = refused
            self.letterMax = letterMax
        }

        func serve(_ listener: Listener) {
            while !isOver.load(ordering: .relaxed) {
                guard listener.descriptor.waitUntilReadable(milliseconds: 50) else { continue }
                do throws(SystemError) {
                    if let (socket, _) = try listener.accept() { converse(on: socket) }
                } catch {
                    return
                }
            }
        }

        private func converse(on socket: consuming Descriptor) {
            var buffer = ReceiveBuffer(capacity: 4096)
            var received: [UInt8] = []
            var letter = Letter()
            var isText = false
            _ = socket.send(Array("220 here\r\n".utf8))
            while socket.waitUntilReadable(milliseconds: 5000) {
                guard case .bytes(let count) = buffer.receive(from: socket) else { return }
                received += buffer.bytes(count)
                while let end = received.firstIndex(of: 10) {
                    let line = String(decoding: received[..<(end - 1)], as: UTF8.self)
                    received.removeFirst(end + 1)
                    if isText, line != "." {
                        letter.text +=
                            (line.hasPrefix(".") ? String(line.dropFirst()) : line) + "\r\n"
                        continue
                    }
                    let reply = isText ? keep(letter) : answer(line, &letter)
                    isText = line == "DATA" && !isText
                    _ = socket.send(Array((reply + "\r\n").utf8))
                }
            }
        }

        private func answer(_ line: String, _ letter: inout Letter) -> String {
            if line == "DATA" { return "354 go on" }
            guard line.hasPrefix("RCPT TO:<") else { return "250 ok" }
            let address = String(line.dropFirst(9).dropLast())
            if refused.contains(address) { return "550 unknown" }
            letter.recipients.append(address)
            return "250 ok"
        }

        private func keep(_ letter: Letter) -> String {
            letters.withLock { letters in
                guard letters.count < letterMax else { return "452 full" }
                letters.append(letter)
                return "250 kept"
            }
        }
    }
}
