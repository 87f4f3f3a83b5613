import HTTP
import Kernel

/// Writes a response from a thread that may wait.
struct BlockingDelivery {
    let socket: Descriptor
    let stallTimeoutSeconds: Double
    let stamp: ProgressStamp
    let leaving: LeaveSign
    /// Before that it stays, because it could not move a moment ago.
    let staysUntil: MonotonicTime

    /// Sends all of it but the `sent` bytes of head and body that went out before.
    func send(_ response: OutgoingResponse, skipping sent: Int = 0) -> DeliveryEnd {
        defer { response.meter?.end() }
        switch response.body {
        case .none:
            return send(response.head, from: sent) ? .whole : .broken
        case .bytes(let bytes):
            return send(response, bytes, skipping: sent) ? .whole : .broken
        case .file(let file, let range):
            let head = response.head
            guard send(head, from: min(sent, head.count), more: true) else { return .broken }
            return send(file, range.dropFirst(max(0, sent - head.count)), response)
        case .chunks(let producer, let byteCount):
            guard send(response.head, from: sent, more: true) else { return .broken }
            return send(producer, byteCount, response) ? .whole : .broken
        }
    }

    private func send(_ response: OutgoingResponse, _ bytes: [UInt8], skipping sent: Int) -> Bool {
        if let meter = response.meter {
            return send(response.head, from: sent, more: true)
                && send(bytes, meter, isChunked: false, more: false)
        }
        return send(response.head, then: bytes, skipping: sent)
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

    private func send(
        _ file: any BodyFile,
        _ range: Range<Int>,
        _ response: OutgoingResponse
    ) -> DeliveryEnd {
        var position = range.lowerBound
        while position < range.upperBound {
            let wanted = min(DeliverySteps.fileBytes, range.upperBound - position)
            switch nextStep(wanted, response.meter, mayMove: true) {
            case .send(let count):
                let before = position
                let outcome = socket.sendFile(file.descriptor, offset: position, count: count)
                // The file became shorter than the head promised.
                if outcome == .bytes(0) { return .broken }
                guard advance(&position, outcome) else { return .broken }
                if position > before { response.meter?.sent(position - before) }
            case .stop: return .broken
            case .move: return move(file, position..<range.upperBound, response)
            }
        }
        return .whole
    }

    private func send(
        _ producer: any BodyProducer,
        _ byteCount: Int?,
        _ response: OutgoingResponse
    ) -> Bool {
        var made = 0
        do {
            while let chunk = try producer.next() {
                stamp.renew()
                if chunk.isEmpty { continue }
                made += chunk.count
                if let byteCount, made > byteCount { return false }
                guard send(chunk, response, isLast: made == byteCount) else { return false }
            }
        } catch {
            // The head is gone: only a broken connection tells the client that bytes are missing.
            return false
        }
        if let byteCount, made != byteCount { return false }
        return !response.isChunked || send(ResponseEncoder.lastChunk)
    }

    private func send(_ chunk: [UInt8], _ response: OutgoingResponse, isLast: Bool) -> Bool {
        if let meter = response.meter {
            return send(chunk, meter, isChunked: response.isChunked, more: !isLast)
        }
        return send(response.isChunked ? ResponseEncoder.chunk(chunk) : chunk, more: !isLast)
    }

    /// Sends bytes as a meter allows, each allowance in a frame of its own where the body has frames.
    private func send(
        _ bytes: [UInt8],
        _ meter: any BodyMeter,
        isChunked: Bool,
        more: Bool
    ) -> Bool {
        var position = 0
        while position < bytes.count {
            let wanted = bytes.count - position
            guard case .send(let count) = nextStep(wanted, meter, mayMove: false) else {
                return false
            }
            let piece = MeteredPiece(bytes, from: position, count: count, isChunked: isChunked)
            var sent = 0
            while sent < piece.bytes.count {
                let before = sent
                // Without an end to wait for, the kernel holds a last part back for a while.
                let hasMore = more || position + count < bytes.count
                let isAlive = advance(&sent, socket.send(piece.bytes, from: sent, more: hasMore))
                meter.sent(piece.bodyBytes(before..<sent))
                guard isAlive else { return false }
            }
            position += count
        }
        return true
    }

    /// What to do now: as much as the meter allows, or leave with the worker.
    private func nextStep(_ wanted: Int, _ meter: (any BodyMeter)?, mayMove: Bool) -> NextStep {
        let answers = WaitingQueue<Void>()
        while true {
            if mayMove && leaving.isUp(after: staysUntil) { return .move }
            guard let meter else { return .send(wanted) }
            switch meter.allowance(wanted) {
            case .bytes(let count): return .send(count)
            case .later(let seconds):
                // Nothing is ever added: this only lets time pass.
                _ = answers.take(withinSeconds: min(seconds, DeliverySteps.sleepSeconds))
            case .ended: return .stop
            case nil:
                meter.ask { answers.add(()) }
                answers.take()
            }
            stamp.renew()
        }
    }

    /// Leaves the rest of a file to another process.
    private func move(
        _ file: any BodyFile,
        _ range: Range<Int>,
        _ response: OutgoingResponse
    ) -> DeliveryEnd {
        var token: [UInt8]? = []
        if let meter = response.meter {
            let answers = WaitingQueue<[UInt8]?>()
            meter.pause { answers.add($0) }
            token = answers.take()
        }
        guard let token else { return .broken }
        return .moving(MovingBody(file, range, of: response, token: token))
    }

    /// Moves on by what was sent, or waits for room; false when there is no hope.
    private func advance(_ position: inout Int, _ outcome: SendOutcome) -> Bool {
        switch outcome {
        case .bytes(let count):
            position += count
            stamp.renew()
            return true
        case .wouldBlock:
            return waitForRoom()
        case .failed:
            return false
        }
    }

    /// In slices, so that a worker that leaves is not kept by a client that takes nothing.
    private func waitForRoom() -> Bool {
        let deadline = MonotonicTime.now().adding(seconds: stallTimeoutSeconds)
        while true {
            let left = deadline.seconds(since: .now())
            let slice = max(0, min(left, DeliverySteps.sleepSeconds))
            if socket.waitUntilWritable(milliseconds: Int(slice * 1000)) { return true }
            if left <= 0 { return false }
            if leaving.isUp(after: staysUntil) { return true }
        }
    }
}
