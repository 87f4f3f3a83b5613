import HTTP
import Kernel

/// A response made ready for one connection: its head as bytes, and the body that really goes out.
struct OutgoingResponse: Sendable {
    let head: [UInt8]
    /// None where the method or the status forbids one (RFC 9110 §6.4.1).
    let body: ResponseBody
    let isChunked: Bool
    let keepsConnection: Bool

    init(_ response: Response, to request: Request, mayKeep: Bool, date: HTTPDateText) {
        let keeps = mayKeep && request.keepsConnection
        let encoded = ResponseEncoder.encode(
            response,
            method: request.method,
            minorVersion: request.minorVersion,
            keepsConnection: keeps,
            date: date
        )
        head = encoded.head
        body = encoded.omitsBody ? .none : response.body
        isChunked = encoded.isChunked
        keepsConnection = encoded.keepsConnection
    }
}
