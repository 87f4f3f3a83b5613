package import Kernel

/// A connection to a server under test: sends any bytes, and reads responses one at a time.
///
/// It waits, and gives up after a time, so that a silent server fails the test that meets it.
package final class HTTPConnection {
    /// How a response did not come as it should.
    package enum Failure: Error, Equatable, CustomStringConvertible {
        case timedOut(received: String)
        case closed(received: String)
        case notHTTP(String)

        package var description: String {
            switch self {
            case .timedOut(let received): "no whole response in time; came: \(received)"
            case .closed(let received): "closed before a whole response; came: \(received)"
            case .notHTTP(let text): "no HTTP response: \(text)"
            }
        }
    }

    private let socket: Descriptor
    private var buffer = ReceiveBuffer(capacity: 64 * 1024)
    private var received: [UInt8] = []
    private let timeoutMilliseconds: Int

    package init(to address: SocketAddress, timeoutMilliseconds: Int = 10_000) throws(SystemError) {
        self.timeoutMilliseconds = timeoutMilliseconds
        socket = try .connect(to: address, withinMilliseconds: timeoutMilliseconds)
    }

    package convenience init(port: UInt16, timeoutMilliseconds: Int = 10_000) throws(SystemError) {
        let address = try SocketAddress(host: "127.0.0.1", port: port)
        try self.init(to: address, timeoutMilliseconds: timeoutMilliseconds)
    }

    package func send(_ bytes: [UInt8]) throws(Failure) {
        var offset = 0
        while offset < bytes.count {
            switch socket.send(bytes, from: offset) {
            case .bytes(let count): offset += count
            case .failed: throw .closed(received: text)
            case .wouldBlock:
                guard socket.waitUntilWritable(milliseconds: timeoutMilliseconds) else {
                    throw .timedOut(received: text)
                }
            }
        }
    }

    package func send(_ text: String) throws(Failure) { try send(Array(text.utf8)) }

    /// Tells the server that no more requests will come.
    package func endSending() { socket.endSending() }

    /// Sends a request without a body and reads its response.
    package func request(
        _ method: String = "GET",
        _ target: String,
        _ fields: [(name: String, value: String)] = []
    ) throws(Failure) -> HTTPResponse {
        let lines = fields.map { "\($0.name): \($0.value)\r\n" }.joined()
        try send("\(method) \(target) HTTP/1.1\r\nHost: localhost\r\n\(lines)\r\n")
        return try response(toHead: method == "HEAD")
    }

    /// Reads one response; what comes after it is left for the next call.
    package func response(toHead isHead: Bool = false) throws(Failure) -> HTTPResponse {
        var response = try HTTPResponse(head: line(endingWith: [13, 10, 13, 10]))
        if isHead || response.status == 204 || response.status == 304 || response.status < 200 {
            return response
        }
        if response["Transfer-Encoding"] == "chunked" {
            response.body = try chunks()
        } else if let length = response["Content-Length"] {
            guard let count = Int(length) else { throw .notHTTP("Content-Length: \(length)") }
            response.body = try take(count)
        } else {
            response.body = try rest()
        }
        return response
    }

    /// All that comes until the server closes the connection.
    package func rest() throws(Failure) -> [UInt8] {
        while try receive() {}
        defer { received = [] }
        return received
    }

    private func chunks() throws(Failure) -> [UInt8] {
        var body: [UInt8] = []
        while true {
            let sizeLine = String(
                decoding: try line(endingWith: [13, 10]).dropLast(2),
                as: UTF8.self
            )
            guard let size = Int(sizeLine, radix: 16) else { throw .notHTTP("chunk \(sizeLine)") }
            body += try take(size)
            guard try take(2) == [13, 10] else { throw .notHTTP("a chunk without its line end") }
            if size == 0 { return body }
        }
    }

    private func line(endingWith mark: [UInt8]) throws(Failure) -> [UInt8] {
        var start = 0
        while true {
            while start + mark.count <= received.count {
                if received[start..<(start + mark.count)].elementsEqual(mark) {
                    return try take(start + mark.count)
                }
                start += 1
            }
            guard try receive() else { throw .closed(received: text) }
        }
    }

    private func take(_ count: Int) throws(Failure) -> [UInt8] {
        while received.count < count {
            guard try receive() else { throw .closed(received: text) }
        }
        defer { received.removeFirst(count) }
        return Array(received[..<count])
    }

    /// Waits for more bytes; false when the server has closed.
    private func receive() throws(Failure) -> Bool {
        while true {
            switch buffer.receive(from: socket) {
            case .bytes(let count):
                received += buffer.bytes(count)
                return true
            case .ended, .failed: return false
            case .wouldBlock:
                guard socket.waitUntilReadable(milliseconds: timeoutMilliseconds) else {
                    throw .timedOut(received: text)
                }
            }
        }
    }

    private var text: String { String(decoding: received.prefix(400), as: UTF8.self) }
}
