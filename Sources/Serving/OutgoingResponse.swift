import HTTP
import Kernel

/// A response made ready for one connection: its head as bytes, and the body that really goes out.
struct OutgoingResponse: Sendable {
    let head: [UInt8]
    /// None where the method or the status forbids one (RFC 9110 §6.4.1).
    let body: ResponseBody
    let isChunked: Bool
    let keepsConnection: Bool
    let meter: (any BodyMeter)?

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
        meter = encoded.omitsBody ? nil : response.meter
    }

    /// What is left of a response that another process began.
    init(_ rest: MovingBody, meter: (any BodyMeter)?) {
        head = []
        body = .file(rest.file, range: rest.range)
        isChunked = false
        keepsConnection = rest.keepsConnection
        self.meter = meter
    }

    /// How the delivery of all of it ends for the connection.
    var ending: Completion.Outcome { keepsConnection ? .keep : .close }
}

/// The rest of a file on its way to another process.
struct MovingBody: Sendable {
    let file: any BodyFile
    let range: Range<Int>
    let keepsConnection: Bool
    /// By which the meter goes on; empty when nobody counts.
    let token: [UInt8]
}

extension MovingBody {
    /// What is left of a response's file.
    init(
        _ file: any BodyFile,
        _ range: Range<Int>,
        of response: OutgoingResponse,
        token: [UInt8]
    ) {
        self.init(
            file: file,
            range: range,
            keepsConnection: response.keepsConnection,
            token: token
        )
    }
}

/// A file that another process opened.
final class AdoptedFile: BodyFile {
    private let open: Descriptor
    let sizeBytes: Int

    init(_ descriptor: Descriptor, sizeBytes: Int) {
        open = descriptor
        self.sizeBytes = sizeBytes
    }

    var descriptor: Int32 { open.number }
}
