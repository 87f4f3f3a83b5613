import HTTP
import Kernel

/// From a complete request to a written response.
extension WorkerLoop {
    func serve(_ request: Request, on connection: Connection) {
        let plan = isAdopting ? handler.planPassedOn(request) : handler.plan(request)
        if configuration.kind == .sync, isHandedOver(request, plan, on: connection) { return }
        connection.requestCount += 1
        connection.state = .answering
        connection.deadline = MonotonicTime(nanoseconds: .max)
        connection.phase = nil
        inFlight += 1
        switch plan {
        case .answer(let response): write(response, to: request, on: connection)
        case .work(let work), .asyncWork(let work): start(work, for: request, on: connection)
        }
    }

    /// Whether another worker answers: the asynchronous pool, or whoever of this pool has a thread.
    private func isHandedOver(
        _ request: Request,
        _ plan: RequestPlan,
        on connection: Connection
    ) -> Bool {
        if case .answer = plan { return false }
        if mode == .stopping { return false }
        if case .asyncWork = plan, let pool = sockets.asyncPool,
            handOver(request, on: connection, to: pool, .handedToAsyncPool)
        {
            return true
        }
        guard mode == .serving else { return false }
        adoptBefore(connection)
        guard !threads.hasRoom else { return false }
        return handOver(request, on: connection, to: sockets.handOffOut, .handedToPool)
    }

    /// Lets a connection that waits in the pool's queue go before one whose client asks again.
    private func adoptBefore(_ connection: Connection) {
        guard threads.hasRoom, !isAdopting, connection.requestCount > 0 else { return }
        tryToAdopt()
    }

    /// A thread is free again: it goes on with whoever waits in the pool's queue, from time to time
    /// with somebody new, and when nobody waits the worker watches for both.
    private func takeNextOrOpenAcceptor() {
        if mode == .serving, threads.hasRoom {
            if adoptedInARow >= Self.adoptedInARowMax {
                adoptedInARow = 0
                acceptNext()
            }
            if threads.hasRoom { tryToAdopt() }
            guard threads.hasRoom else { return }
        }
        openOrCloseAcceptor()
    }

    private func tryToAdopt() {
        do {
            try adopt()
        } catch {
            observer.observe(.failed("\(error)"))
        }
    }

    /// Whether the connection may live on after the response that is written now.
    private func mayKeep(_ connection: Connection) -> Bool {
        let limit = configuration.requestsPerConnectionMax
        return mode != .stopping && (limit == 0 || connection.requestCount < limit)
    }

    private func start(
        _ work: @escaping @Sendable () -> Response,
        for request: Request,
        on connection: Connection
    ) {
        if configuration.kind == .async {
            runOnThread(for: connection) { _ in .response(work(), request) }
        } else {
            let mayKeep = mayKeep(connection)
            writeOnThread(to: connection) {
                OutgoingResponse(
                    work(),
                    to: request,
                    mayKeep: mayKeep,
                    date: HTTPDateText(unixSeconds: WallClock.nowSeconds())
                )
            }
        }
    }

    /// Lets a thread that may wait make the response and write all but the bytes `sent` before.
    private func writeOnThread(
        to connection: Connection,
        skipping sent: Int = 0,
        staysUntil: MonotonicTime = MonotonicTime(nanoseconds: 0),
        _ makeResponse: @escaping @Sendable () -> OutgoingResponse
    ) {
        let socket = connection.socket
        let stallTimeout = configuration.writeStallTimeoutSeconds
        let leaving = leaving
        runOnThread(for: connection) { stamp in
            let response = makeResponse()
            let delivery = BlockingDelivery(
                socket: socket,
                stallTimeoutSeconds: stallTimeout,
                stamp: stamp,
                leaving: leaving,
                staysUntil: staysUntil
            )
            return Self.outcome(of: response, delivery.send(response, skipping: sent))
        }
    }

    /// Lets a thread work for a connection, and tells the loop what came of it.
    private func runOnThread(
        for connection: Connection,
        _ work: @escaping @Sendable (ProgressStamp) -> Completion.Outcome
    ) {
        let mailbox = mailbox
        let threads = threads
        let number = connection.number
        let serial = connection.serial
        let hadRoom = threads.hasRoom
        threads.start { stamp in
            let outcome = work(stamp)
            threads.finished()
            mailbox.post(Completion(number: number, serial: serial, outcome: outcome))
        }
        if hadRoom && !threads.hasRoom { openOrCloseAcceptor() }
    }

    private static func outcome(
        of response: OutgoingResponse,
        _ end: DeliveryEnd
    ) -> Completion.Outcome {
        switch end {
        case .whole: response.ending
        case .broken: .broken
        case .moving(let rest): .moving(rest)
        }
    }

    /// Writes from the loop what the socket takes at once; a delivery writes the rest.
    private func write(_ response: Response, to request: Request, on connection: Connection) {
        let outgoing = OutgoingResponse(
            response,
            to: request,
            mayKeep: mayKeep(connection),
            date: date
        )
        var sent = 0
        if let whole = outgoing.wholeByteCount {
            switch outgoing.sendAtOnce(on: connection.socket) {
            case .bytes(whole): return finish(connection, outgoing.ending)
            case .bytes(let count): sent = count
            case .wouldBlock: break
            case .failed: return finish(connection, .broken)
            }
        }
        startDelivery(outgoing, skipping: sent, on: connection)
    }

    func startDelivery(
        _ response: OutgoingResponse,
        skipping sent: Int,
        staysUntil: MonotonicTime = MonotonicTime(nanoseconds: 0),
        on connection: Connection
    ) {
        guard configuration.kind == .async else {
            return writeOnThread(to: connection, skipping: sent, staysUntil: staysUntil) {
                response
            }
        }
        let mailbox = mailbox
        let number = connection.number
        let serial = connection.serial
        let gate = WriteGate()
        connection.gate = gate
        let delivery = AsyncDelivery(
            socket: connection.socket,
            gate: gate,
            helpers: threads,
            timers: timers,
            leaving: leaving,
            staysUntil: staysUntil
        )
        let work: @Sendable () async -> Void = {
            let outcome = Self.outcome(of: response, await delivery.send(response, skipping: sent))
            mailbox.post(Completion(number: number, serial: serial, outcome: outcome))
        }
        Task(executorPreference: executor, operation: work)
    }

    /// Takes what a thread or task says of a connection.
    func complete(_ completion: Completion) {
        guard let connection = connection(completion.number),
            connection.serial == completion.serial
        else {
            // The connection was given up meanwhile; its request is over all the same.
            inFlight -= 1
            return
        }
        switch completion.outcome {
        case .response(let response, let request):
            write(response, to: request, on: connection)
            if connection.state == .reading { advance(connection) }
        case .moving(let rest):
            move(rest, of: connection)
        case .keep, .close, .broken:
            finish(connection, completion.outcome)
            advance(connection)
        }
    }

    func finish(_ connection: Connection, _ outcome: Completion.Outcome) {
        inFlight -= 1
        connection.gate = nil
        answered += 1
        if answered == configuration.requestsMax { control.report(.wantsReplacement) }
        if !acceptor.isOpen { takeNextOrOpenAcceptor() }
        switch outcome {
        case .keep:
            connection.state = .reading
            if mode == .stopping && connection.reader.phase == .idle { close(connection) }
        case .close, .response, .moving:
            let hasMoreInput = connection.mayHaveInput || !connection.reader.unread.isEmpty
            if hasMoreInput { startLingering(connection) } else { close(connection) }
        case .broken:
            observer.observe(.broken)
            close(connection)
        }
    }
}

extension OutgoingResponse {
    /// Bytes on the wire where all of them are in memory; nil for what has to be waited for, and for
    /// what is counted.
    fileprivate var wholeByteCount: Int? {
        if meter != nil { return nil }
        return switch body {
        case .none: head.count
        case .bytes(let bytes): head.count + bytes.count
        case .file(let file, let range): file.isInMemory ? head.count + range.count : nil
        case .chunks: nil
        }
    }

    /// Sends what a socket takes without waiting; the bytes of head and body that it took.
    fileprivate func sendAtOnce(on socket: Descriptor) -> SendOutcome {
        switch body {
        case .none, .chunks: return socket.send(head)
        case .bytes(let body): return socket.send(head, then: body)
        case .file(let file, let range):
            let first = socket.send(head, more: !range.isEmpty)
            guard first == .bytes(head.count) else { return first }
            let offset = range.lowerBound
            let rest = socket.sendFile(file.descriptor, offset: offset, count: range.count)
            return switch rest {
            case .bytes(let count): .bytes(head.count + count)
            case .wouldBlock: first
            case .failed: .failed
            }
        }
    }
}
