import HTTP
import Kernel

/// Moving connections between processes, and leaving.
extension WorkerLoop {
    func obey(_ command: WorkerCommand) throws {
        switch command {
        case .reopenLogs:
            reopenLogs()
        case .drain:
            guard mode == .serving else { return }
            mode = .draining
            try leave()
            handOverIdle()
            leaving.raise()
            wakeDeliveries()
        case .stop:
            if mode == .stopping { return }
            let wasServing = mode == .serving
            // From here on nothing is passed on, as the others stop too and may not look again.
            mode = .stopping
            leaving.lower()
            if wasServing { try takeQueued() }
            try acceptor.letGo()
            // A dead master's end of the line would be reported for ever.
            try epoll.remove(control.descriptor)
            closeIdle()
        }
    }

    /// Stops taking anything new.
    private func leave() throws(SystemError) { try acceptor.close() }

    /// Takes what clients already queued, since nobody will come after.
    private func takeQueued() throws(SystemError) {
        try acceptor.acceptAll(welcome)
        while case .message(let bytes, let passed) = try sockets.handOffIn.receive() {
            adopt(passed, bytes)
        }
    }

    /// Passes every connection without a complete request to the other workers of the pool.
    func handOverIdle() {
        for connection in connections {
            guard let connection, connection.isMovable else { continue }
            guard passOn(connection, to: sockets.handOffOut, .handedToSuccessor) else { return }
        }
    }

    /// Closes what waits between requests; who has just come gets a moment to ask.
    private func closeIdle() {
        for connection in connections {
            guard let connection else { continue }
            // What lies unread in the socket may be a request.
            connection.mayHaveInput = true
            advance(connection)
            guard connection.state == .reading, connection.reader.phase == .idle else { continue }
            if connection.requestCount > 0 {
                close(connection)
            } else {
                connection.deadline = now.adding(seconds: Self.stopGraceSeconds)
            }
        }
    }

    /// Time for a connection that never asked to do so, when everything stops.
    private static let stopGraceSeconds = 1.0

    /// Passes a connection on with the request that was just read; false when it stays here.
    func handOver(
        _ request: Request,
        on connection: Connection,
        to pool: MessageSocket,
        _ event: ServingEvent
    ) -> Bool {
        guard request.isHeadOnly,
            passOn(connection, to: pool, event, withRequest: request.headBytes)
        else { return false }
        connection.state = .answering
        return true
    }

    /// Sends a connection with all that was read of it to another process; false when it stays here.
    private func passOn(
        _ connection: Connection,
        to pool: MessageSocket,
        _ event: ServingEvent,
        withRequest headBytes: [UInt8] = []
    ) -> Bool {
        let message = ConnectionMessage(
            peer: connection.peer,
            requestCount: connection.requestCount,
            received: headBytes + connection.reader.unread
        )
        guard send(message, with: [connection.number], to: pool) else { return false }
        observer.observe(event)
        forget(connection)
        return true
    }

    func send(
        _ message: ConnectionMessage,
        with passed: [Int32],
        to pool: MessageSocket
    ) -> Bool {
        let bytes = message.bytes
        return bytes.count <= MessageSocket.messageBytesMax && pool.send(bytes, with: passed)
    }

    /// Takes one connection that another process passed on.
    func adopt() throws {
        guard case .message(let bytes, let passed) = try sockets.handOffIn.receive() else { return }
        isAdopting = true
        defer { isAdopting = false }
        adoptedInARow += 1
        adopt(passed, bytes)
    }

    private func adopt(_ passed: [Descriptor], _ bytes: [UInt8]) {
        guard let message = ConnectionMessage(bytes), let socket = passed.first else {
            observer.observe(.failed("a connection of another version was passed on"))
            return
        }
        observer.observe(.adopted)
        if let rest = message.rest {
            guard passed.count == 2 else {
                return observer.observe(.failed("a stream was passed on without its file"))
            }
            return goOn(socket, file: passed[1], message, rest)
        }
        open(
            socket,
            peer: message.peer,
            received: message.received,
            requestCount: message.requestCount
        )
    }
}
