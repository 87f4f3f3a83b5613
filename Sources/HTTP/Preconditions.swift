/// What tells one state of a resource from another: its tag, and when it was changed.
package struct Validators: Equatable, Sendable {
    package let tag: EntityTag
    /// Seconds since 1970; nil where nobody knows.
    package let modifiedSeconds: Int?

    package init(_ tag: EntityTag, modifiedSeconds: Int? = nil) {
        self.tag = tag
        self.modifiedSeconds = modifiedSeconds
    }
}

/// What a client already has, and whether that is enough (RFC 9110 §13).
package enum Preconditions {
    package enum Verdict: Equatable, Sendable {
        /// The request is answered as if it had no conditions.
        case proceed
        case notModified
        case failed
    }

    /// The conditions in the order of RFC 9110 §13.2.2.
    package static func verdict(_ request: Request, _ validators: Validators) -> Verdict {
        let wanted = request.fields.values("If-Match")
        if !wanted.isEmpty {
            guard wanted.contains(where: { isListed($0, validators.tag, isWeak: false) }) else {
                return .failed
            }
        } else if let modified = validators.modifiedSeconds,
            let limit = date(request, "If-Unmodified-Since"), modified > limit
        {
            return .failed
        }
        return isNotModified(request, validators) ? .notModified : .proceed
    }

    /// Whether `304 Not Modified` answers the request.
    package static func isNotModified(
        _ request: Request,
        tag: EntityTag,
        modifiedUnixSeconds: Int? = nil
    ) -> Bool {
        isNotModified(request, Validators(tag, modifiedSeconds: modifiedUnixSeconds))
    }

    private static func isNotModified(_ request: Request, _ validators: Validators) -> Bool {
        guard request.method == .get || request.method == .head else { return false }
        let tags = request.fields.values("If-None-Match")
        if !tags.isEmpty {
            return tags.contains { isListed($0, validators.tag, isWeak: true) }
        }
        guard let modified = validators.modifiedSeconds,
            let since = date(request, "If-Modified-Since")
        else { return false }
        return modified <= since
    }

    /// Whether a range may be sent: the client's part is of this very state (RFC 9110 §13.1.5).
    ///
    /// A date counts when the resource has rested for two seconds since, so that no second state has it.
    package static func allowRange(
        _ request: Request,
        _ validators: Validators,
        nowSeconds: Int
    ) -> Bool {
        guard let field = request.fields["If-Range"] else { return true }
        if field == validators.tag.text { return true }
        guard let modified = validators.modifiedSeconds, modified + 2 <= nowSeconds else {
            return false
        }
        return HTTPDate.unixSeconds(field) == modified
    }

    private static func date(_ request: Request, _ name: String) -> Int? {
        request.fields[name].flatMap(HTTPDate.unixSeconds)
    }

    /// Whether a list of tags has this one; weak comparison also takes those marked as weak.
    private static func isListed(_ field: String, _ tag: EntityTag, isWeak: Bool) -> Bool {
        field.split(separator: ",").contains { part in
            let word = part.drop { $0 == " " || $0 == "\t" }.prefix { $0 != " " && $0 != "\t" }
            return word == "*" || word == tag.text
                || isWeak && word.hasPrefix("W/") && word.dropFirst(2) == tag.text
        }
    }
}
