import HTTP
import Kernel

/// Writes a response from a thread that may wait.
struct BlockingDelivery {
    let socket: Descriptor
    let stallTimeoutSeconds: Double
    let stamp: ProgressStamp

    /// Bytes of a file handed to the kernel at a time.
    static let fileStepBytes = 1 << 20

    /// Sends all of it but the `sent` bytes of head and body that went out before.
    ///
    /// False when the client left or stalled.
    func send(_ response: OutgoingResponse, skipping sent: Int = 0) -> Bool {
        switch response.body {
        case .none:
            return send(response.head, from: sent)
        case .bytes(let bytes):
            return send(response.head, then: bytes, skipping: sent)
        case .file(let file, let range):
            return send(response.head, from: sent, more: true) && send(file, range)
        case .chunks(let producer, _):
            return send(response.head, from: sent, more: true)
                && send(producer, isChunked: response.isChunked)
        }
    }

    private func send(_ head: [UInt8], then body: [UInt8], skipping sent: Int) -> Bool {
        if sent == 0, case .bytes(let count) = socket.send(head, then: body) {
            return send(head, then: body, skipping: max(count, 1))
        }
        if sent < head.count {
            return send(head, from: sent, more: true) && send(body)
        }
        return send(body, from: sent - head.count)
    }

    private func send(_ bytes: [UInt8], from offset: Int = 0, more: Bool = false) -> Bool {
        var position = offset
        while position < bytes.count {
            guard advance(&position, socket.send(bytes, from: position, more: more)) else {
                return false
            }
        }
        return true
    }

    private func send(_ file: any BodyFile, _ range: Range<Int>) -> Bool {
        var position = range.lowerBound
        while position < range.upperBound {
            let count = min(Self.fileStepBytes, range.upperBound - position)
            let outcome = socket.sendFile(file.descriptor, offset: position, count: count)
            // The file became shorter than the head promised.
            if outcome == .bytes(0) { return false }
            guard advance(&position, outcome) else { return false }
        }
        return true
    }

    private func send(_ producer: any BodyProducer, isChunked: Bool) -> Bool {
        do {
            while let chunk = try producer.next() {
                stamp.renew()
                if chunk.isEmpty { continue }
                let framed = isChunked ? ResponseEncoder.chunk(chunk) : chunk
                guard send(framed, more: true) else { return false }
            }
        } catch {
            // The head is gone: only a broken connection tells the client that bytes are missing.
            return false
        }
        return !isChunked || send(ResponseEncoder.lastChunk)
    }

    /// Moves on by what was sent, or waits for room; false when there is no hope.
    private func advance(_ position: inout Int, _ outcome: SendOutcome) -> Bool {
        switch outcome {
        case .bytes(let count):
            position += count
            stamp.renew()
            return true
        case .wouldBlock:
            return socket.waitUntilWritable(milliseconds: Int(stallTimeoutSeconds * 1000))
        case .failed:
            return false
        }
    }
}
