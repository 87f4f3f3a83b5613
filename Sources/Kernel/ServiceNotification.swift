import CLinux

/// Messages to the service supervisor that started this process (sd_notify(3)).
package struct ServiceNotification: Sendable {
    private let path: String

    /// Nil when no supervisor listens.
    package init?() {
        guard let path = Process.environment("NOTIFY_SOCKET"), !path.isEmpty else { return nil }
        self.path = path
    }

    /// Sends assignments such as `READY=1`, one a line.
    package func send(_ text: String) throws(SystemError) {
        try check("sd_notify", path) { unsafe clinux_notify(path, text) }
    }
}
