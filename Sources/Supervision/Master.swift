package import Kernel

/// The process that starts workers, replaces them, and never serves a client.
///
/// It waits for signals, for words of its workers and for time to pass; what to do is decided by
/// `WorkerPool` and `WorkerSlot`, and done here.
package final class Master {
    /// Places in the shared page: room for every slot's worker, its successor and those that leave.
    package static func seatCount(capacity: Int) -> Int { capacity * 4 }

    var configuration: MasterConfiguration
    let delegate: any MasterDelegate
    let signals: SignalQueue
    let epoll: Epoll
    var sockets: [String: PoolSockets] = [:]
    var pools: [WorkerPool] = []
    /// The master's ends of the workers' control sockets, by process.
    var controls: [Int32: MessageSocket] = [:]
    var phase = MasterStatus.Phase.starting
    let startedAt: MonotonicTime
    var generation = 1
    var nextSerial = 1
    var stopDeadline: MonotonicTime?
    var now = MonotonicTime.now()
    /// Replaces the program of this process; set by USR2.
    var isReplacingProgram = false
    let notification = ServiceNotification()

    static let signalsHandled: [Signal] = [
        .hangup, .interrupt, .quit, .terminate, .user1, .user2, .child, .ttyIn, .ttyOut,
    ]
    static let tickMilliseconds = 100
    /// Time in which workers may end by themselves when everything is to stop at once.
    static let quickStopSeconds = 1.0

    /// Call `blockSignals` before any thread starts, and give its queue here.
    package init(
        configuration: MasterConfiguration,
        delegate: any MasterDelegate,
        signals: SignalQueue,
        startedAt: MonotonicTime = .now()
    ) throws(SystemError) {
        self.configuration = configuration
        self.delegate = delegate
        self.signals = signals
        self.startedAt = startedAt
        epoll = try Epoll()
        try epoll.add(signals.descriptor.number, .readable)
    }

    package static func blockSignals() throws(SystemError) -> SignalQueue {
        try SignalQueue(signalsHandled)
    }

    /// Makes the pools with sockets of their own, or with those a supervisor passed in.
    package func open(inherited: [String: [Listener]] = [:]) throws(SystemError) {
        for pool in configuration.pools {
            sockets[pool.name] = try PoolSockets(pool, inherited: inherited[pool.name] ?? [])
            pools.append(WorkerPool(name: pool.name, size: pool.size, capacity: pool.capacity))
        }
    }

    /// Runs until everything is stopped, or throws when this process is to run another program.
    package func run() throws {
        now = .now()
        advance()
        while !isFinished {
            let count = try epoll.wait(milliseconds: Self.tickMilliseconds)
            now = .now()
            for index in 0..<count {
                let number = epoll.event(at: index).descriptor
                if number == signals.descriptor.number {
                    while let signal = try signals.next() { obey(signal) }
                } else {
                    listen(to: number)
                }
            }
            try reap()
            if isReplacingProgram { return }
            advance()
        }
        // Whoever sees that this master is gone finds its addresses free.
        sockets = [:]
        notify("STATUS=stopped")
    }

    private var isFinished: Bool { phase == .stopping && pools.allSatisfy(\.workers.isEmpty) }

    private func obey(_ signal: Signal) {
        switch signal {
        case .terminate: stop(withinSeconds: configuration.gracefulTimeoutSeconds)
        case .interrupt, .quit: stop(withinSeconds: Self.quickStopSeconds)
        case .hangup: reload()
        case .user1: reopenLogs()
        case .user2: isReplacingProgram = phase != .stopping
        case .ttyIn: resize(by: 1)
        case .ttyOut: resize(by: -1)
        case .child, .abort, .kill: break
        }
    }

    /// Takes what one worker says.
    private func listen(to number: Int32) {
        guard let (process, control) = controls.first(where: { $1.descriptor.number == number })
        else { return }
        do throws(SystemError) {
            while true {
                switch try control.receive() {
                case .message(let bytes, _):
                    bytes.compactMap(ControlMessage.init(rawValue:)).forEach { hear($0, process) }
                case .nothing: return
                case .ended: return hungUp(process)
                }
            }
        } catch {
            delegate.log("control of worker \(process): \(error)")
            hungUp(process)
        }
    }

    /// A worker that no longer listens is about to end, or is lost.
    private func hungUp(_ process: Int32) {
        forgetControl(of: process)
        for index in pools.indices {
            pools[index].update(process) { $0.hungUpAt = self.now }
        }
    }

    private func hear(_ message: ControlMessage, _ process: Int32) {
        for index in pools.indices {
            switch message {
            case .ready:
                guard let step = pools[index].becameReady(process, at: now) else { continue }
                perform(step, pool: index)
            case .wantsReplacement:
                pools[index].update(process) { $0.wantsReplacement = true }
            case .drain, .stop, .reopenLogs: break
            }
        }
    }

    func forgetControl(of process: Int32) {
        guard let control = controls.removeValue(forKey: process) else { return }
        do throws(SystemError) {
            try epoll.remove(control.descriptor.number)
        } catch {
            delegate.log("control of worker \(process): \(error)")
        }
    }

    private func reap() throws(SystemError) {
        while let (process, ending) = try ChildProcess.nextEnded() {
            forgetControl(of: process)
            for index in pools.indices {
                guard let worker = pools[index].workers.first(where: { $0.process == process }),
                    let departure = pools[index].exited(process, ending, at: now)
                else { continue }
                if departure == .crashed || departure == .aborted {
                    delegate.log(
                        "worker \(pools[index].name) (PID \(process)) \(departure): \(ending)"
                    )
                }
                delegate.departed(worker, pool: pools[index].name, departure)
            }
        }
    }

    /// Does whatever the pools lack, and publishes how things stand.
    func advance() {
        for index in pools.indices {
            for step in pools[index].steps(at: now) { perform(step, pool: index) }
        }
        enforceDeadlines()
        updatePhase()
        delegate.published(status())
        delegate.tick(now)
    }

    private func updatePhase() {
        guard phase == .starting || phase == .reloading, pools.allSatisfy(\.isReady) else { return }
        let isCurrent = pools.allSatisfy { pool in
            pool.slots.allSatisfy { $0.serving.map { $0.generation == generation } ?? true }
        }
        guard phase == .starting || isCurrent else { return }
        if phase == .starting { delegate.log("all pools are ready") }
        if phase == .reloading { delegate.log("all workers run with the new settings") }
        phase = .ready
        notify("READY=1\nSTATUS=serving\nMAINPID=\(Process.number)")
    }

    func notify(_ text: String) {
        do throws(SystemError) {
            try notification?.send(text)
        } catch {
            delegate.log("service supervisor: \(error)")
        }
    }
}
