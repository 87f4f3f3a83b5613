package import HTTP

/// How the cookies of this server are written.
package struct CookieRules: Sendable {
    package var sessionName: String
    package var isSessionSecure: Bool
    package var isCSRFSecure: Bool
    /// `Lax`, `Strict` or `None`.
    package var sameSite: String
    /// Where cookies hold; the whole host for names that begin with `__Host-`.
    package var path: String
    /// Life of the session cookie in seconds; nil ends it with the browser.
    package var sessionAgeSeconds: Int?

    private static let csrfAgeSeconds = 31_449_600

    package init(
        sessionName: String = "sessionid",
        isSessionSecure: Bool = false,
        isCSRFSecure: Bool = false,
        sameSite: String = "Lax",
        path: String = "/",
        sessionAgeSeconds: Int? = nil
    ) {
        self.sessionName = sessionName
        self.isSessionSecure = isSessionSecure
        self.isCSRFSecure = isCSRFSecure
        self.sameSite = sameSite
        self.path = path
        self.sessionAgeSeconds = sessionAgeSeconds
    }

    package func session(_ token: String, isSecure: Bool) -> ResponseField {
        let age = sessionAgeSeconds.map { "; Max-Age=\($0)" } ?? ""
        return sessionField(token + age, isSecure)
    }

    /// Takes the session cookie away.
    package func endOfSession(isSecure: Bool) -> ResponseField {
        sessionField("; Max-Age=0", isSecure)
    }

    private func sessionField(_ value: String, _ isSecure: Bool) -> ResponseField {
        let isHostBound = sessionName.hasPrefix("__Host-")
        let isSecure = isSecure || isSessionSecure || isHostBound || sameSite == "None"
        return ResponseField(
            "Set-Cookie",
            "\(sessionName)=\(value); Path=\(isHostBound ? "/" : path); HttpOnly"
                + "; SameSite=\(sameSite)" + (isSecure ? "; Secure" : "")
        )
    }

    /// Scripts read it, so it is not hidden from them.
    package func csrf(_ secret: String, isSecure: Bool) -> ResponseField {
        let isSecure = isSecure || isCSRFSecure || sameSite == "None"
        return ResponseField(
            "Set-Cookie",
            "\(CSRFToken.cookieName)=\(secret); Max-Age=\(Self.csrfAgeSeconds); Path=\(path)"
                + "; SameSite=\(sameSite)" + (isSecure ? "; Secure" : "")
        )
    }
}
