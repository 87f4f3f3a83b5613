import Kernel
import Supervision

/// A worker that serves nobody; files in the folder say how it misbehaves.
final class ProbeWorker {
    private let folder: String
    private let seat: Int
    private let control: MessageSocket
    private let signals: SignalQueue
    private let beats: SharedWords
    /// Whether it still shows signs of life.
    private var isAlive = true

    private static let beatMilliseconds = 50

    /// `Probe worker FOLDER SEAT LISTENERS`.
    init(_ folder: String, seat: Int, listenerCount: Int) throws {
        self.folder = folder
        self.seat = seat
        // Before anything else: with SIGABRT blocked only SIGKILL ends a hung worker.
        let isStubborn = Directory.exists(folder + "/stubborn")
        signals = try SignalQueue(isStubborn ? [.user1, .user2, .abort] : [.user1, .user2])
        control = try InheritedDescriptors(
            pool: "sync",
            listenerCount: listenerCount,
            hasAsyncPool: false
        ).control
        beats = try SharedWords(path: folder + ProbeMaster.beatsName, count: 64)
    }

    private func misbehaves(_ how: String) -> Bool { Directory.exists(folder + "/" + how) }

    func run() throws {
        if misbehaves("crash") { Process.exit(3) }
        let epoll = try Epoll()
        try epoll.add(control.descriptor.number, .readable)
        try epoll.add(signals.descriptor.number, .readable)
        if !misbehaves("never-ready") { say(.ready) }
        while true {
            if isAlive {
                beats[seat] = UInt64(MonotonicTime.now().nanoseconds)
            }
            _ = try epoll.wait(milliseconds: Self.beatMilliseconds)
            while let signal = try signals.next() { obey(signal) }
            try listen()
        }
    }

    /// USR1: it has answered enough.
    ///
    /// USR2: it hangs from now on.
    private func obey(_ signal: Signal) {
        switch signal {
        case .user1: say(.wantsReplacement)
        case .user2: isAlive = false
        default: break
        }
    }

    private func listen() throws {
        switch try control.receive() {
        case .nothing: return
        case .ended: Process.exit(0)
        case .message(let bytes, _):
            guard isAlive, let message = bytes.first.flatMap(ControlMessage.init(rawValue:)) else {
                return
            }
            switch message {
            case .drain: if !misbehaves("ignore-drain") { Process.exit(0) }
            case .stop: if !misbehaves("ignore-stop") { Process.exit(0) }
            case .ready, .wantsReplacement, .reopenLogs: break
            }
        }
    }

    private func say(_ message: ControlMessage) { _ = control.send([message.rawValue]) }
}
