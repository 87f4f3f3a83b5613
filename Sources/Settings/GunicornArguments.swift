/// The Gunicorn arguments of `omero.web.wsgi_args`: those with a meaning here overrule settings.
///
/// All others are refused by name, so that nobody believes in an argument that does nothing.
package struct GunicornArguments: Sendable, Equatable {
    /// The argument, its short form, and the setting it overrules.
    static let table: [(long: String, short: String?, setting: any AnySetting)] = [
        ("--workers", "-w", WebSettings.workers),
        ("--threads", nil, WebSettings.threads),
        ("--worker-connections", nil, WebSettings.workerConnections),
        ("--timeout", "-t", WebSettings.workerTimeout),
        ("--graceful-timeout", nil, WebSettings.gracefulTimeout),
        ("--keep-alive", nil, WebSettings.keepAliveTimeout),
        ("--max-requests", nil, WebSettings.maxRequests),
        ("--max-requests-jitter", nil, WebSettings.maxRequestsJitter),
        ("--backlog", nil, WebSettings.backlog),
        ("--limit-request-line", nil, WebSettings.requestLineLimit),
        ("--limit-request-fields", nil, WebSettings.fieldCountLimit),
        ("--limit-request-field_size", nil, WebSettings.fieldLimit),
        ("--log-level", nil, WebSettings.logLevel),
        ("--error-logfile", nil, WebSettings.errorLogFile),
        ("--log-file", nil, WebSettings.errorLogFile),
        ("--access-logfile", nil, WebSettings.accessLogFile),
    ]

    static var names: String { table.map(\.long).joined(separator: ", ") }

    /// Settings by name, as the arguments give them.
    package private(set) var overrides: [String: String] = [:]

    /// Nil when an argument is unknown or its value is not one.
    init?(_ text: String) {
        var words = text.split(separator: " ").map(String.init)[...]
        while let word = words.popFirst() {
            let parts = word.split(
                separator: "=",
                maxSplits: 1,
                omittingEmptySubsequences: false
            ).map(String.init)
            guard let name = parts.first,
                let entry = Self.table.first(where: { $0.long == name || $0.short == name }),
                let value = parts.count == 2 ? parts[1] : words.popFirst(),
                Self.isAccepted(value, by: entry.setting)
            else { return nil }
            overrides[entry.setting.name] = value
        }
    }

    private static func isAccepted(_ value: String, by setting: any AnySetting) -> Bool {
        do throws(InvalidSetting) {
            try setting.validate(value)
            return true
        } catch {
            return false
        }
    }

    /// The first argument of a text that has no meaning here; nil when all have.
    package static func firstRefused(in text: String) -> String? {
        text.split(separator: " ").map(String.init)
            .filter { $0.hasPrefix("-") }
            .map { String($0.prefix { $0 != "=" }) }
            .first { name in !table.contains { $0.long == name || $0.short == name } }
    }
}
