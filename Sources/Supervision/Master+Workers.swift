import Kernel

/// Starting workers, telling them to leave, and killing those that do not.
extension Master {
    func perform(_ step: WorkerPool.Step, pool index: Int) {
        switch step.action {
        case .spawn:
            spawn(slot: step.slot, pool: index)
        case .drain(let process):
            let name = pools[index].name
            let isStopping = phase == .stopping
            let seconds =
                isStopping || name == "sync"
                ? configuration.gracefulTimeoutSeconds : configuration.drainTimeoutSeconds
            tell(process, isStopping ? .stop : .drain)
            pools[index].update(process) { $0.leavesBy = self.now.adding(seconds: seconds) }
        }
    }

    private func spawn(slot: Int, pool index: Int) {
        let name = pools[index].name
        guard let seat = freeSeat() else {
            delegate.log("worker \(name)/\(slot): no seat is free; too many workers are leaving")
            return
        }
        let assignment = WorkerAssignment(
            pool: name,
            slot: slot,
            seat: seat,
            serial: nextSerial,
            generation: generation,
            listenerCount: sockets[name]?.listeners.count ?? 0
        )
        nextSerial += 1
        do {
            let (ours, theirs) = try MessageSocket.pair()
            var launch = try delegate.launch(assignment)
            launch.descriptors += InheritedDescriptors.assign(
                control: theirs,
                pool: name,
                sockets: sockets
            )
            let process = try ChildProcess.spawn(launch)
            try epoll.add(ours.descriptor.number, .readable)
            controls[process] = ours
            let worker = Worker(
                process: process,
                seat: seat,
                serial: assignment.serial,
                generation: generation,
                startedAt: now
            )
            pools[index].started(worker, slot: slot)
            delegate.started(assignment, process: process)
        } catch {
            delegate.log("worker \(name)/\(slot) does not start: \(error)")
        }
    }

    private func freeSeat() -> Int? {
        let taken = Set(pools.flatMap(\.workers).map(\.seat))
        let count = Self.seatCount(capacity: pools.reduce(0) { $0 + $1.capacity })
        return (0..<count).first { !taken.contains($0) }
    }

    func tell(_ process: Int32, _ message: ControlMessage) {
        guard let control = controls[process], control.send([message.rawValue]) else {
            delegate.log("worker \(process) does not listen to \(message)")
            return
        }
    }

    /// Aborts workers that show no life and kills those that should have left.
    func enforceDeadlines() {
        for index in pools.indices {
            for worker in pools[index].workers {
                if let signal = signalDue(for: worker) {
                    signal.send(to: worker.process)
                    pools[index].update(worker.process) {
                        if $0.killedAt == nil { $0.killedAt = self.now }
                        $0.killedBy = signal
                    }
                    delegate.log(
                        "worker \(pools[index].name) (PID \(worker.process)) sent \(signal)"
                    )
                }
            }
        }
    }

    private func signalDue(for worker: Worker) -> Signal? {
        if let killedAt = worker.killedAt {
            let isOverdue = now.seconds(since: killedAt) > Self.abortGraceSeconds
            return worker.killedBy != .kill && isOverdue ? .kill : nil
        }
        if let stopDeadline, stopDeadline < now { return .kill }
        if let leavesBy = worker.leavesBy { return leavesBy < now ? .kill : nil }
        if !worker.isReady {
            let age = now.seconds(since: worker.startedAt)
            return age > configuration.startTimeoutSeconds ? .abort : nil
        }
        let timeout = configuration.workerTimeoutSeconds
        guard timeout > 0, let heartbeat = delegate.lastHeartbeat(seat: worker.seat) else {
            return nil
        }
        return now.seconds(since: heartbeat) > timeout ? .abort : nil
    }
}
