import HTTP
import Kernel

/// The life of connections: opening, reading, timing out, closing.
extension WorkerLoop {
    func connection(_ number: Int32) -> Connection? {
        let index = Int(number)
        return index < connections.count ? connections[index] : nil
    }

    /// Watches a connection from now on; nil when that is not possible.
    @discardableResult
    func open(
        _ socket: Descriptor,
        peer: PeerAddress,
        received: [UInt8],
        requestCount: Int,
        state: Connection.State = .reading
    ) -> Connection? {
        let connection = Connection(
            socket: socket,
            peer: peer,
            serial: nextSerial,
            limits: configuration.requestLimits
        )
        nextSerial += 1
        connection.requestCount = requestCount
        connection.state = state
        connection.mayHaveInput = true
        connection.reader.append(received)
        socket.sendPromptly()
        do throws(SystemError) {
            try epoll.add(connection.number, .changes)
        } catch {
            observer.observe(.failed(error.description))
            return nil
        }
        let index = Int(connection.number)
        while connections.count <= index { connections.append(nil) }
        connections[index] = connection
        connectionCount += 1
        if connectionCount == configuration.connectionsMax { openOrCloseAcceptor() }
        advance(connection)
        return connection
    }

    /// Moves a connection on as far as its input allows, and not for longer than its turn.
    func advance(_ connection: Connection) {
        switch connection.state {
        case .answering: return
        case .lingering: linger(connection)
        case .reading:
            var readsLeft = Self.readsATurn
            while connection.state == .reading {
                switch nextEvent(of: connection) {
                case .request(let request)?:
                    if let whole = attachUpload(to: request, on: connection) {
                        serve(whole, on: connection)
                    }
                case .upload(let request, _)?: beginUpload(request, on: connection)
                case .part(let bytes)?: store(bytes, on: connection)
                case .expectsContinue?: sendContinue(to: connection)
                case .incomplete?:
                    guard readsLeft > 0 else { return unfinished.append(connection) }
                    readsLeft -= 1
                    if !receive(connection) { return }
                case nil: return
                }
            }
        }
    }

    /// Another turn for those who had more to say, unless they are gone meanwhile.
    func advanceUnfinished() {
        let waiting = unfinished
        unfinished = []
        for connection in waiting where self.connection(connection.number) === connection {
            advance(connection)
        }
    }

    private func nextEvent(of connection: Connection) -> RequestReader.Event? {
        do throws(RequestError) {
            return try connection.reader.next()
        } catch {
            refuse(connection, error.status, reason: error.description)
            return nil
        }
    }

    /// Reads once; false when there is nothing to go on with.
    private func receive(_ connection: Connection) -> Bool {
        guard connection.mayHaveInput else {
            setDeadline(of: connection)
            return false
        }
        switch receiveBuffer.receive(from: connection.socket) {
        case .bytes(let count):
            // After the client's end no further change is reported, so the end itself is still to be read.
            connection.mayHaveInput = count == receiveBuffer.capacity || connection.peerHasEnded
            connection.reader.append(receiveBuffer.bytes(count))
            connection.bodyPace.received(count)
            return true
        case .wouldBlock:
            connection.mayHaveInput = false
            setDeadline(of: connection)
            return false
        case .ended, .failed:
            close(connection)
            return false
        }
    }

    /// The time allowed starts when the phase does, not with each byte.
    private func setDeadline(of connection: Connection) {
        let phase = connection.reader.phase
        guard connection.phase != phase else { return }
        connection.phase = phase
        connection.bodyPace = BodyPace()
        connection.deadline = now.adding(seconds: secondsAllowed(for: phase, connection))
    }

    private func secondsAllowed(
        for phase: RequestReader.Phase,
        _ connection: Connection
    ) -> Double {
        switch phase {
        case .idle:
            return connection.requestCount == 0
                ? configuration.firstByteTimeoutSeconds : configuration.keepAliveTimeoutSeconds
        case .head:
            return configuration.headTimeoutSeconds
        case .body:
            return configuration.bodyLookSeconds
        }
    }

    /// Whether a body comes as fast as it has to.
    private func isComing(_ connection: Connection) -> Bool {
        connection.reader.phase == .body
            && connection.bodyPace.isKept(
                seconds: configuration.bodyLookSeconds,
                bytesPerSecond: configuration.bodyMinimumBytesPerSecond
            )
    }

    func expire(_ connection: Connection) {
        connection.deadline = MonotonicTime(nanoseconds: .max)
        switch connection.state {
        case .answering: return
        case .lingering: close(connection)
        case .reading:
            if connection.reader.phase == .idle {
                close(connection)
            } else if isComing(connection) {
                connection.deadline = now.adding(seconds: configuration.bodyLookSeconds)
            } else {
                observer.observe(.timedOut)
                refuse(connection, .requestTimeout, reason: "the request came too slowly")
            }
        }
    }

    private func sendContinue(to connection: Connection) {
        // A socket without room for 25 bytes belongs to a client that reads nothing.
        if case .bytes = connection.socket.send(ResponseEncoder.continueResponse) { return }
        close(connection)
    }

    /// Answers what cannot be a request, once, and closes.
    func refuse(_ connection: Connection, _ status: Status, reason: String) {
        observer.observe(.refused(status))
        let response = Response(
            status,
            [ResponseField("Content-Type", "text/plain; charset=utf-8")],
            body: .bytes(Array((reason + "\n").utf8))
        )
        answerAndClose(connection, response)
    }

    /// Answers while the client may still be sending, and closes.
    func answerAndClose(_ connection: Connection, _ response: Response) {
        connection.upload = nil
        let encoded = ResponseEncoder.encode(
            response,
            method: .get,
            minorVersion: 1,
            keepsConnection: false,
            date: date
        )
        if case .bytes(let body) = response.body {
            _ = connection.socket.send(encoded.head, then: body)
        }
        startLingering(connection)
    }

    /// Sends the end and waits a little for the client's, so that no reset overtakes the answer.
    func startLingering(_ connection: Connection) {
        connection.socket.endSending()
        connection.state = .lingering(bytesLeft: configuration.lingerBytesMax)
        connection.deadline = now.adding(seconds: configuration.lingerTimeoutSeconds)
        connection.mayHaveInput = true
        linger(connection)
    }

    private func linger(_ connection: Connection) {
        while case .lingering(let bytesLeft) = connection.state {
            switch receiveBuffer.receive(from: connection.socket) {
            case .bytes(let count) where count < bytesLeft:
                connection.state = .lingering(bytesLeft: bytesLeft - count)
            case .wouldBlock: return
            case .bytes, .ended, .failed: return close(connection)
            }
        }
    }

    func close(_ connection: Connection) {
        connection.gate?.abandon()
        forget(connection)
    }

    /// Stops watching a connection; its socket closes with the last reference to it.
    func forget(_ connection: Connection) {
        let index = Int(connection.number)
        guard connections[index] === connection else { return }
        do throws(SystemError) {
            try epoll.remove(connection.number)
        } catch {
            observer.observe(.failed(error.description))
        }
        connections[index] = nil
        connectionCount -= 1
        if connectionCount == configuration.connectionsMax - 1 { openOrCloseAcceptor() }
    }
}
