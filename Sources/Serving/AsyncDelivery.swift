import HTTP
import Kernel

/// Writes a response as a task on the loop: it suspends where a thread would wait.
struct AsyncDelivery: Sendable {
    let socket: Descriptor
    let gate: WriteGate
    let helpers: HandlerThreads

    /// Bytes of a file handed to the kernel before other connections get their turn.
    static let fileStepBytes = 256 * 1024

    /// Sends all of it but the `sent` bytes of head and body that went out before.
    ///
    /// False when the client left or stalled.
    func send(_ response: OutgoingResponse, skipping sent: Int) async -> Bool {
        let head = response.head
        switch response.body {
        case .none:
            return await send(head, from: sent)
        case .bytes(let bytes):
            guard await send(head, from: min(sent, head.count), more: true) else { return false }
            return await send(bytes, from: max(0, sent - head.count))
        case .file(let file, let range):
            guard await send(head, from: sent, more: true) else { return false }
            return await send(file, range)
        case .chunks(let producer, _):
            guard await send(head, from: sent, more: true) else { return false }
            return await send(producer, isChunked: response.isChunked)
        }
    }

    private func send(_ bytes: [UInt8], from offset: Int, more: Bool = false) async -> Bool {
        var position = offset
        while position < bytes.count {
            let outcome = socket.send(bytes, from: position, more: more)
            guard await advance(&position, outcome) else { return false }
        }
        return true
    }

    private func send(_ file: any BodyFile, _ range: Range<Int>) async -> Bool {
        var position = range.lowerBound
        while position < range.upperBound {
            let count = min(Self.fileStepBytes, range.upperBound - position)
            let outcome = socket.sendFile(file.descriptor, offset: position, count: count)
            // The file became shorter than the head promised.
            if outcome == .bytes(0) { return false }
            guard await advance(&position, outcome) else { return false }
            await Task.yield()
        }
        return true
    }

    private func send(_ producer: any BodyProducer, isChunked: Bool) async -> Bool {
        while true {
            switch await nextChunk(of: producer) {
            case .failure:
                // The head is gone: only a broken connection tells the client that bytes are missing.
                return false
            case .success(nil):
                if !isChunked { return true }
                return await send(ResponseEncoder.lastChunk, from: 0)
            case .success(let chunk?):
                if chunk.isEmpty { continue }
                // The time it took to make is not the client's.
                gate.renew()
                let framed = isChunked ? ResponseEncoder.chunk(chunk) : chunk
                guard await send(framed, from: 0, more: true) else { return false }
            }
        }
    }

    /// Has a helper thread make the next chunk.
    private func nextChunk(of producer: any BodyProducer) async -> Result<[UInt8]?, any Error> {
        await withCheckedContinuation { continuation in
            helpers.start { _ in
                let chunk = Result { try producer.next() }
                helpers.finished()
                continuation.resume(returning: chunk)
            }
        }
    }

    private func advance(_ position: inout Int, _ outcome: SendOutcome) async -> Bool {
        switch outcome {
        case .bytes(let count):
            position += count
            gate.renew()
            return true
        case .wouldBlock:
            return await gate.wait()
        case .failed:
            return false
        }
    }
}
