import Kernel
import Serving
import Supervision

/// A worker's line to its master; the master's death reads as an order to stop.
final class ControlLine: ControlPort {
    private let socket: MessageSocket
    private var waiting: [WorkerCommand] = []
    private var isOver = false

    init(_ socket: MessageSocket) { self.socket = socket }

    var descriptor: Int32 { socket.descriptor.number }

    func nextCommand() -> WorkerCommand? {
        if waiting.isEmpty { receive() }
        return waiting.isEmpty ? nil : waiting.removeFirst()
    }

    private func receive() {
        guard !isOver else { return }
        do throws(SystemError) {
            switch try socket.receive() {
            case .message(let bytes, _):
                waiting = bytes.compactMap(ControlMessage.init(rawValue:)).compactMap(Self.command)
            case .nothing: return
            case .ended: end()
            }
        } catch {
            // A line that cannot be read is as good as a dead master.
            end()
        }
    }

    private func end() {
        isOver = true
        waiting = [.stop]
    }

    private static func command(_ message: ControlMessage) -> WorkerCommand? {
        switch message {
        case .drain: .drain
        case .stop: .stop
        case .reopenLogs: .reopenLogs
        case .ready, .wantsReplacement: nil
        }
    }

    /// Asks for a successor; any thread may.
    var replacementRequest: @Sendable () -> Void {
        let socket = socket
        return { _ = socket.send([ControlMessage.wantsReplacement.rawValue]) }
    }

    func report(_ report: WorkerReport) {
        let message: ControlMessage = report == .ready ? .ready : .wantsReplacement
        // When the master is gone, the end of the line says so at the next reading.
        _ = socket.send([message.rawValue])
    }
}
