import HTTP
import Kernel

/// Writes a response as a task on the loop: it suspends where a thread would wait.
struct AsyncDelivery: Sendable {
    let socket: Descriptor
    let gate: WriteGate
    let helpers: HandlerThreads
    let timers: LoopTimers
    let leaving: LeaveSign
    /// Before that it stays, because it could not move a moment ago.
    let staysUntil: MonotonicTime

    /// Sends all of it but the `sent` bytes of head and body that went out before.
    func send(_ response: OutgoingResponse, skipping sent: Int) async -> DeliveryEnd {
        defer { response.meter?.end() }
        let head = response.head
        switch response.body {
        case .none:
            return await send(head, from: sent) ? .whole : .broken
        case .bytes(let bytes):
            guard await send(head, from: min(sent, head.count), more: true) else { return .broken }
            let offset = max(0, sent - head.count)
            return await send(bytes, from: offset, response.meter) ? .whole : .broken
        case .file(let file, let range):
            guard await send(head, from: min(sent, head.count), more: true) else { return .broken }
            return await send(file, range.dropFirst(max(0, sent - head.count)), response)
        case .chunks(let producer, let byteCount):
            guard await send(head, from: sent, more: true) else { return .broken }
            let isWhole = await send(producer, byteCount, response)
            return isWhole ? .whole : .broken
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

    private func send(
        _ bytes: [UInt8],
        from offset: Int,
        _ meter: (any BodyMeter)?
    ) async -> Bool {
        guard let meter else { return await send(bytes, from: offset) }
        return await send(bytes, from: offset, meter, isChunked: false, more: false)
    }

    private func send(
        _ file: any BodyFile,
        _ range: Range<Int>,
        _ response: OutgoingResponse
    ) async -> DeliveryEnd {
        var position = range.lowerBound
        while position < range.upperBound {
            let wanted = min(DeliverySteps.fileBytes, range.upperBound - position)
            switch await nextStep(wanted, response.meter, mayMove: true) {
            case .send(let count):
                let outcome = socket.sendFile(file.descriptor, offset: position, count: count)
                // The file became shorter than the head promised.
                if outcome == .bytes(0) { return .broken }
                if case .bytes(let sent) = outcome { response.meter?.sent(sent) }
                guard await advance(&position, outcome) else { return .broken }
                // Where the socket is full the next call waits, which lets others have their turn too.
                if outcome == .bytes(count) { await Task.yield() }
            case .stop: return .broken
            case .move: return await move(file, position..<range.upperBound, response)
            }
        }
        return .whole
    }

    private func send(
        _ producer: any BodyProducer,
        _ byteCount: Int?,
        _ response: OutgoingResponse
    ) async -> Bool {
        var made = 0
        while true {
            switch await nextChunk(of: producer) {
            case .failure:
                // The head is gone: only a broken connection tells the client that bytes are missing.
                return false
            case .success(nil):
                if let byteCount, made != byteCount { return false }
                if !response.isChunked { return true }
                return await send(ResponseEncoder.lastChunk, from: 0)
            case .success(let chunk?):
                if chunk.isEmpty { continue }
                made += chunk.count
                if let byteCount, made > byteCount { return false }
                // The time it took to make is not the client's.
                gate.renew()
                guard await send(chunk, response, isLast: made == byteCount) else { return false }
            }
        }
    }

    private func send(
        _ chunk: [UInt8],
        _ response: OutgoingResponse,
        isLast: Bool
    ) async -> Bool {
        if let meter = response.meter {
            let isChunked = response.isChunked
            return await send(chunk, from: 0, meter, isChunked: isChunked, more: !isLast)
        }
        let framed = response.isChunked ? ResponseEncoder.chunk(chunk) : chunk
        return await send(framed, from: 0, more: !isLast)
    }

    /// Sends bytes as a meter allows, each allowance in a frame of its own where the body has frames.
    private func send(
        _ bytes: [UInt8],
        from offset: Int,
        _ meter: any BodyMeter,
        isChunked: Bool,
        more: Bool
    ) async -> Bool {
        var position = offset
        while position < bytes.count {
            let wanted = bytes.count - position
            guard case .send(let count) = await nextStep(wanted, meter, mayMove: false) else {
                return false
            }
            let piece = MeteredPiece(bytes, from: position, count: count, isChunked: isChunked)
            var sent = 0
            while sent < piece.bytes.count {
                let before = sent
                // Without an end to wait for, the kernel holds a last part back for a while.
                let hasMore = more || position + count < bytes.count
                let outcome = socket.send(piece.bytes, from: sent, more: hasMore)
                let isAlive = await advance(&sent, outcome)
                meter.sent(piece.bodyBytes(before..<sent))
                guard isAlive else { return false }
            }
            position += count
        }
        return true
    }

    /// What to do now: as much as the meter allows, or leave with the worker.
    private func nextStep(
        _ wanted: Int,
        _ meter: (any BodyMeter)?,
        mayMove: Bool
    ) async -> NextStep {
        while true {
            if mayMove && leaving.isUp(after: staysUntil) { return .move }
            guard let meter else { return .send(wanted) }
            switch meter.allowance(wanted) {
            case .bytes(let count): return .send(count)
            case .later(let seconds):
                await timers.sleep(
                    until: .now().adding(seconds: min(seconds, DeliverySteps.sleepSeconds))
                )
                if gate.isAbandoned { return .stop }
            case .ended: return .stop
            case nil:
                await withCheckedContinuation { continuation in
                    meter.ask { continuation.resume() }
                }
            }
            // The time it had to wait is not the client's.
            gate.renew()
        }
    }

    /// Leaves the rest of a file to another process.
    private func move(
        _ file: any BodyFile,
        _ range: Range<Int>,
        _ response: OutgoingResponse
    ) async -> DeliveryEnd {
        var token: [UInt8]? = []
        if let meter = response.meter {
            token = await withCheckedContinuation { continuation in
                meter.pause { continuation.resume(returning: $0) }
            }
        }
        guard let token else { return .broken }
        return .moving(MovingBody(file, range, of: response, token: token))
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
