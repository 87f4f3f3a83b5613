import HTTP
import Kernel

/// Bodies that go to a file while they come in.
extension WorkerLoop {
    /// Asks whether a body may come, and makes a place for it.
    ///
    /// Who may not send it is told before he does, and a client that waits to be told sends nothing.
    func beginUpload(_ request: Request, on connection: Connection) {
        if let response = handler.refusal(ofUpload: request) {
            return answerAndClose(connection, response)
        }
        guard connections.count(where: { $0?.upload != nil }) < configuration.uploadsMax else {
            return refuse(
                connection,
                .serviceUnavailable,
                reason: "too many files are being sent, try again"
            )
        }
        do throws(SystemError) {
            connection.upload = try Upload(in: configuration.uploadFolder)
        } catch {
            failUpload(error, on: connection)
        }
    }

    func store(_ bytes: [UInt8], on connection: Connection) {
        do throws(SystemError) {
            try connection.upload?.append(bytes)
        } catch {
            failUpload(error, on: connection)
        }
    }

    /// Gives a request its body, which is whole.
    func attachUpload(to request: Request, on connection: Connection) -> Request? {
        guard let upload = connection.upload else { return request }
        connection.upload = nil
        var request = request
        do throws(SystemError) {
            request.storedBody = try upload.finished()
            return request
        } catch {
            failUpload(error, on: connection)
            return nil
        }
    }

    private func failUpload(_ error: SystemError, on connection: Connection) {
        connection.upload = nil
        observer.observe(.failed(error.description))
        refuse(connection, .serviceUnavailable, reason: "the server cannot keep the file")
    }
}
