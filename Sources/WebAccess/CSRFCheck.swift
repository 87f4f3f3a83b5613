package import HTTP

/// Whether a request that changes something was made by a page of ours, in Django's words.
package struct CSRFCheck: Sendable {
    /// Origins of others that are trusted, such as `https://viewer.example.org`.
    private let trustedOrigins: [String]

    package init(trustedOrigins: [String] = []) { self.trustedOrigins = trustedOrigins }

    /// Why the request is refused; nil when it is not.
    package func reason(_ request: Request, isSecure: Bool) -> String? {
        if let reason = originReason(request, isSecure) { return reason }
        guard let secret = CSRFToken.secret(of: request) else { return "CSRF cookie not set." }
        if let token = request.fields[CSRFToken.headerName] {
            return CSRFToken.matches(token, secret: secret)
                ? nil : "CSRF token from the 'X-Csrftoken' HTTP header incorrect."
        }
        guard let token = field(of: request) else { return "CSRF token missing." }
        return CSRFToken.matches(token, secret: secret) ? nil : "CSRF token from POST incorrect."
    }

    private func originReason(_ request: Request, _ isSecure: Bool) -> String? {
        // Browsers say so themselves, whatever else a page makes them send.
        if request.fields["Sec-Fetch-Site"] == "cross-site", request.fields["Origin"] == nil {
            return "Origin checking failed - cross-site does not match any trusted origins."
        }
        if let origin = request.fields["Origin"] {
            return isTrusted(origin, request, isSecure)
                ? nil : "Origin checking failed - \(origin) does not match any trusted origins."
        }
        guard isSecure else { return nil }
        guard let referrer = request.fields["Referer"] else {
            return "Referer checking failed - no Referer."
        }
        return isTrusted(Self.origin(of: referrer), request, isSecure)
            ? nil : "Referer checking failed - \(referrer) does not match any trusted origins."
    }

    private func isTrusted(_ origin: String, _ request: Request, _ isSecure: Bool) -> Bool {
        guard let host = request.fields["Host"] else { return false }
        let own = (isSecure ? "https://" : "http://") + host
        return origin.lowercased() == own.lowercased() || trustedOrigins.contains(origin)
    }

    /// Scheme and host of an address.
    private static func origin(of address: String) -> String {
        let parts = address.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count >= 3, parts[1].isEmpty else { return address }
        return parts[0] + "//" + parts[2]
    }

    /// The token among the fields of a form; bodies that are none have none.
    private func field(of request: Request) -> String? {
        do throws(FormError) {
            return try request.formFields(skipsFiles: true)[CSRFToken.fieldName]
        } catch {
            return nil
        }
    }
}
