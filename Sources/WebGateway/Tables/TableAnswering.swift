package import HTTP
package import JSON
import Tables
package import WebAccess

/// An endpoint for tables: what it throws as a `TableFailure` is a document too.
package protocol TableAnswering: Endpoint {
    func answer(
        _ question: TableQuestion,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> TableAnswer
}

package enum TableAnswer: Sendable {
    /// A document as its bytes.
    case json([UInt8])
    case octets([UInt8])
}

extension TableAnswering {
    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let question = try TableQuestion(request)
        switch try answerOrFailure(question, parameters, visitor) {
        case .json(let bytes):
            return try JSONCallback.response(bytes, callback: question.callback)
        case .octets(let bytes):
            let type = ResponseField("Content-Type", "application/octet-stream")
            return Response(.ok, [type], body: .bytes(bytes))
        }
    }

    private func answerOrFailure(
        _ question: TableQuestion,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> TableAnswer {
        do {
            return try answer(question, parameters, visitor)
        } catch let failure as TableFailure {
            return .json(failure.document.bytes)
        }
    }
}

extension TableFailure {
    package var document: JSONValue {
        var members = [JSONValue.Member("error", .string(text))]
        if let status { members.append(.init("status", .integer(status))) }
        return .object(members)
    }
}

/// What a request asks of a table: the fields of its form, else of its query.
package struct TableQuestion: Sendable {
    private let pairs: [(name: String, value: String)]
    let callback: String?

    package init(_ request: Request) throws {
        let query = try QueryParameters(query: request.target.query)
        callback = query.first("callback")
        let form = request.method == .post ? try request.formFields().pairs : []
        pairs = form.map { ($0.name, $0.value) } + query.pairs.map { ($0.name, $0.value) }
    }

    package func first(_ name: String) -> String? { pairs.first { $0.name == name }?.value }

    func all(_ name: String) -> [String] { pairs.filter { $0.name == name }.map(\.value) }

    /// A whole number that is not negative; nil when there is none.
    package func count(_ name: String) throws(Refusal) -> Int? {
        guard let text = first(name) else { return nil }
        guard let number = Int(text), number >= 0 else {
            throw Refusal(.badRequest, "\(name) is a whole number, 0 or more")
        }
        return number
    }
}
