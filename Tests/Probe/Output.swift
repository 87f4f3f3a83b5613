import Kernel

/// The lines by which the probe tells its test how far it is.
enum Output {
    private static let descriptor = Descriptor(owning: 1)

    static func line(_ text: String) {
        do throws(SystemError) {
            try descriptor.write(Array((text + "\n").utf8), subject: "standard output")
        } catch {
            // The test is gone; there is nobody to tell.
            Process.exit(2)
        }
    }

    /// Waits until the test ends this process.
    static func hang() throws {
        let nothing = try Epoll()
        while true { _ = try nothing.wait(milliseconds: -1) }
    }
}
