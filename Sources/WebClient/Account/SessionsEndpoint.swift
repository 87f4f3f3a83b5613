package import HTTP
import JSON
import Repository
import SharedState
package import WebAccess

/// `/webadmin/sessions/`: one's sessions, everybody's for administrators.
package struct SessionsEndpoint: Endpoint {
    private let login: Login

    package init(_ login: Login) { self.login = login }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        guard let session = visitor.session else {
            throw Refusal(.notFound, "There are no sessions without an account")
        }
        let own = SessionTable.name(ofToken: session.token)
        let sessions = try login.sessions.list(
            userID: visitor.ruledUser,
            atSeconds: session.seenSeconds
        )
        return Response(
            .ok,
            [.unkept],
            json: ["data": .array(sessions.map { Self.document($0, isOwn: $0.name == own) })]
        )
    }

    private static func document(_ session: ListedSession, isOwn: Bool) -> JSONValue {
        [
            "session": .string(session.name),
            "userId": .integer(session.record.userID),
            "created": .integer(session.record.createdSeconds),
            "lastSeen": .integer(session.record.lastSeenSeconds),
            "address": .string(session.record.origin.address),
            "agent": .string(session.record.origin.agent),
            "current": .boolean(isOwn),
        ]
    }
}

/// `/webadmin/sessions/end/`: ends one session by its name, or all of a user.
package struct EndSessionsEndpoint: Endpoint {
    private let login: Login
    private let context: PageContext

    package init(_ login: Login, _ context: PageContext) {
        self.login = login
        self.context = context
    }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        guard visitor.session != nil else { throw Refusal(.notFound, "There is no such session") }
        let form = try request.formFields()
        if let name = form["session"] {
            guard try login.sessions.delete(named: name, userID: visitor.ruledUser) else {
                throw Refusal(.notFound, "There is no such session")
            }
        } else if let user = form["user"].flatMap({ Int($0) }),
            visitor.ruledUser == nil || visitor.ruledUser == user
        {
            _ = try login.sessions.deleteAll(userID: user)
        } else {
            throw Refusal(.notFound, "There is no such session")
        }
        return .seeOther(context.prefix + "/webadmin/myaccount/")
    }
}

extension Visitor {
    /// Whose sessions the visitor sees and ends; nil for everybody's.
    fileprivate var ruledUser: Int? { actor.role == .administrator ? nil : actor.userID }
}
