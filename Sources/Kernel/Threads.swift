import CLinux
import Glibc

/// Threads of the system, for work that may wait.
package enum Thread {
    private static let stackBytes = 1 << 20

    /// Starts a detached thread; the name shows in /proc and in debuggers (15 bytes at most).
    package static func start(
        name: String,
        _ body: @escaping @Sendable () -> Void
    ) throws(SystemError) {
        let box = unsafe Unmanaged.passRetained(Box(name: name, body: body)).toOpaque()
        do throws(SystemError) {
            try check("pthread_create", name) {
                unsafe clinux_thread(
                    { argument in
                        guard let argument = unsafe argument else { return nil }
                        let box = unsafe Unmanaged<Box>.fromOpaque(argument).takeRetainedValue()
                        _ = unsafe clinux_name_thread(box.name)
                        box.body()
                        return nil
                    },
                    box,
                    stackBytes
                )
            }
        } catch {
            unsafe Unmanaged<Box>.fromOpaque(box).release()
            throw error
        }
    }

    private final class Box: Sendable {
        let name: String
        let body: @Sendable () -> Void

        init(name: String, body: @escaping @Sendable () -> Void) {
            self.name = String(name.prefix(15))
            self.body = body
        }
    }
}
