import TestSupport

/// A client's connection, which keeps its worker alive as long as it is used.
struct ClientOfWorker {
    private let worker: WorkerUnderTest
    private let connection: HTTPConnection

    init(of worker: WorkerUnderTest) throws {
        self.worker = worker
        connection = try HTTPConnection(port: worker.port)
    }

    func send(_ text: String) throws { try connection.send(text) }
    func send(_ bytes: [UInt8]) throws { try connection.send(bytes) }

    /// Asks without waiting for the answer.
    func ask(_ path: String) throws { try send("GET \(path) HTTP/1.1\r\nHost: x\r\n\r\n") }

    func request(_ method: String = "GET", _ target: String) throws -> HTTPResponse {
        try connection.request(method, target)
    }

    func response() throws -> HTTPResponse { try connection.response() }
    func rest() throws -> [UInt8] { try connection.rest() }
    func endSending() { connection.endSending() }
}
