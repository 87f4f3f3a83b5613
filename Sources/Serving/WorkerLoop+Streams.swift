import HTTP
import Kernel

/// Streams in progress that go from a worker that leaves to one that stays.
extension WorkerLoop {
    /// Time after which a stream that could not move tries again.
    private static let moveAgainSeconds = 0.25

    /// Lets deliveries look around that wait for their clients.
    func wakeDeliveries() {
        for connection in connections { connection?.gate?.open() }
    }

    /// Sends the rest of a response to another process, or goes on with it here.
    func move(_ rest: MovingBody, of connection: Connection) {
        let message = ConnectionMessage(
            peer: connection.peer,
            requestCount: connection.requestCount,
            received: connection.reader.unread,
            rest: StreamRest(
                start: rest.range.lowerBound,
                end: rest.range.upperBound,
                fileBytes: rest.file.sizeBytes,
                keepsConnection: rest.keepsConnection,
                token: rest.token
            )
        )
        let pool = sockets.asyncPool ?? sockets.handOffOut
        let passed = [connection.number, rest.file.descriptor]
        if mode == .draining, send(message, with: passed, to: pool) {
            observer.observe(.handedToSuccessor)
            inFlight -= 1
            connection.gate = nil
            return forget(connection)
        }
        deliver(rest, staysUntil: now.adding(seconds: Self.moveAgainSeconds), on: connection)
    }

    /// Goes on with a stream that another process began.
    func goOn(
        _ socket: Descriptor,
        file: Descriptor,
        _ message: ConnectionMessage,
        _ rest: StreamRest
    ) {
        let body = MovingBody(
            file: AdoptedFile(file, sizeBytes: rest.fileBytes),
            range: rest.start..<rest.end,
            keepsConnection: rest.keepsConnection,
            token: rest.token
        )
        guard
            let connection = open(
                socket,
                peer: message.peer,
                received: message.received,
                requestCount: message.requestCount,
                state: .answering
            )
        else { return }
        inFlight += 1
        deliver(body, on: connection)
    }

    private func deliver(
        _ rest: MovingBody,
        staysUntil: MonotonicTime = MonotonicTime(nanoseconds: 0),
        on connection: Connection
    ) {
        var meter: (any BodyMeter)?
        if !rest.token.isEmpty {
            meter = handler.resumeMeter(rest.token, remaining: rest.range.count)
            guard meter != nil else {
                observer.observe(.failed("a stream was passed on that cannot be counted"))
                return finish(connection, .broken)
            }
        }
        let response = OutgoingResponse(rest, meter: meter)
        startDelivery(response, skipping: 0, staysUntil: staysUntil, on: connection)
    }
}
