package import HTTP
import JSON
import Repository
import SharedState
package import WebAccess

/// `/api/v0/login/`: a session for a program, in OMERO's documents.
package struct APILoginEndpoint: Endpoint {
    private let login: Login

    package init(_ login: Login) { self.login = login }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        guard request.method == .post else { return Self.postOnly }
        let form = try fields(of: request)
        if form["username"] == nil, form["password"] == nil, let session = visitor.session,
            let joined = try login.join(session.token, atSeconds: session.seenSeconds)
        {
            return try answer(joined, [])
        }
        let missing = [("username", "Username"), ("password", "Password")]
            .filter { (form[$0.0] ?? "").isEmpty }.map { "\($0.1): This field is required." }
        guard missing.isEmpty, let userName = form["username"], let password = form["password"]
        else { return Self.refusal(.forbidden, missing.joined(separator: " ")) }
        do {
            let success = try login.begin(
                userName: userName,
                password: password,
                request,
                visitor
            )
            let cookie = login.cookies.session(success.token, isSecure: visitor.isSecure)
            return try answer(success, [cookie])
        } catch let error as LoginError {
            return Self.refusal(
                error.status,
                error.text(login),
                error.retryAfter.map { [$0] } ?? []
            )
        }
    }

    private static let postOnly = refusal(
        .methodNotAllowed,
        "POST only with username, password, server and csrftoken",
        [ResponseField("Allow", "POST")]
    )

    private static func refusal(
        _ status: Status,
        _ message: String,
        _ fields: [ResponseField] = []
    ) -> Response {
        Response(status, fields + [.unkept], json: ["message": .string(message)])
    }

    /// The fields of a form or of a JSON object.
    private func fields(of request: Request) throws -> FormFields {
        guard request.mediaType == "application/json" else { return try request.formFields() }
        guard let members = JSONReader.document(request.body)?.members else {
            throw FormError.malformed("a JSON object was expected")
        }
        return FormFields(
            members.compactMap { member in
                let text = member.value.string ?? member.value.integer.map(String.init)
                return text.map { FormFields.Pair(name: member.name, value: $0) }
            }
        )
    }

    private func answer(_ success: Login.Success, _ fields: [ResponseField]) throws -> Response {
        let document: JSONValue = [
            "success": true, "eventContext": try eventContext(success),
        ]
        return Response(.ok, fields + [.unkept], json: document)
    }

    private func eventContext(_ success: Login.Success) throws -> JSONValue {
        let user = success.user
        let group = try login.people.group(success.groupID)
        return [
            "sessionId": .integer(Self.number(of: success.token)),
            "sessionUuid": .string(success.token),
            "userId": .integer(user.id),
            "userName": .string(user.userName),
            "groupId": .integer(success.groupID),
            "groupName": .string(group?.name ?? ""),
            "isAdmin": .boolean(user.isAdministrator),
            "eventId": -1,
            "eventType": "User",
            "memberOfGroups": .array(user.memberships.map { .integer($0.groupID) }),
            "leaderOfGroups": .array(
                user.memberships.filter(\.isOwner).map { .integer($0.groupID) }
            ),
        ]
    }

    /// Sessions have no number here; one is made of the hash that names it, small enough for scripts.
    private static func number(of token: String) -> Int {
        Int(SessionTable.name(ofToken: token).prefix(12), radix: 16) ?? 0
    }
}
