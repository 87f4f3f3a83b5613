import CLinux
import Glibc

extension Descriptor {
    /// A non-blocking connection to a listening address, established within the time.
    package static func connect(
        to address: SocketAddress,
        withinMilliseconds milliseconds: Int
    ) throws(SystemError) -> Descriptor {
        var target = address.system
        let socket = Descriptor(
            owning: try check("connect", "port \(address.port)") { unsafe clinux_connect(&target) }
        )
        guard socket.waitUntilWritable(milliseconds: milliseconds) else {
            throw SystemError(call: "connect", subject: "port \(address.port)", code: ETIMEDOUT)
        }
        let failure = clinux_socket_error(socket.number)
        guard failure == 0 else {
            throw SystemError(call: "connect", subject: "port \(address.port)", code: failure)
        }
        return socket
    }
}
