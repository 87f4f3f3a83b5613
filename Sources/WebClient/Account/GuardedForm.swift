import HTTP
import WebAccess

/// What a form needs so that its request is taken: a field with a token, and the cookie it belongs to.
struct GuardedForm {
    /// Markup of the hidden field.
    let field: String
    let responseFields: [ResponseField]

    init(_ request: Request, _ visitor: Visitor, _ cookies: CookieRules) {
        let secret = CSRFToken.secret(of: request) ?? CSRFToken.makeSecret()
        let token = CSRFToken.masked(secret)
        field = "<input type=\"hidden\" name=\"\(CSRFToken.fieldName)\" value=\"\(token)\">"
        responseFields = [cookies.csrf(secret, isSecure: visitor.isSecure)]
    }
}

extension Response {
    /// Sends a browser on after a form.
    static func seeOther(_ path: String, _ fields: [ResponseField] = []) -> Response {
        Response(.found, [ResponseField("Location", path), .unkept] + fields)
    }
}
