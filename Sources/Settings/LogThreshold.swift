/// How much is worth a line in the log; each level includes those after it.
package enum LogThreshold: String, CaseIterable, Sendable {
    case debug
    case info
    case warning
    case error
    /// Gunicorn's name for the last level; there is nothing above errors here.
    case critical
}
