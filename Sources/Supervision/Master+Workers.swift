import Kernel

/// Starting workers, telling them to leave, and killing those that do not.
extension Master {
    func perform(_ step: WorkerPool.Step, pool index: Int) {
        switch step.action {
        case .spawn:
            spawn(slot: step.slot, pool: index)
        case .drain(let process):
            let name = pools[index].name
            let isShort = phase == .stopping || name == "sync"
            order(
                phase == .stopping ? .stop : .drain,
                process,
                withinSeconds: isShort
                    ? configuration.gracefulTimeoutSeconds : configuration.drainTimeoutSeconds
            )
        case .stop(let process):
            order(.stop, process, withinSeconds: configuration.gracefulTimeoutSeconds)
        }
    }

    /// Tells a worker to leave; one that was told to stop is not told again.
    func order(_ order: Worker.Order, _ process: Int32, withinSeconds seconds: Double) {
        let told = pools.flatMap(\.workers).first { $0.process == process }?.order
        if told == nil || told == .drain && order == .stop {
            tell(process, order == .stop ? .stop : .drain)
        }
        for index in pools.indices {
            pools[index].update(process) {
                if $0.order != .stop { $0.order = order }
                let deadline = self.now.adding(seconds: seconds)
                $0.leavesBy = told == .stop ? min($0.leavesBy ?? deadline, deadline) : deadline
            }
        }
    }

    private func spawn(slot: Int, pool index: Int) {
        let name = pools[index].name
        guard let seat = freeSeat() else {
            delegate.log("worker \(name)/\(slot): no seat is free; too many workers are leaving")
            pools[index].startFailed(slot: slot, at: now)
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
            pools[index].startFailed(slot: slot, at: now)
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

    /// Aborts workers that show no life, and sees to it that those which should leave do.
    func enforceDeadlines() {
        let deadlines = WorkerDeadlines(
            startTimeoutSeconds: configuration.startTimeoutSeconds,
            workerTimeoutSeconds: configuration.workerTimeoutSeconds,
            stopDeadline: stopDeadline
        )
        for index in pools.indices {
            for worker in pools[index].workers {
                let heartbeat = delegate.lastHeartbeat(seat: worker.seat)
                switch deadlines.action(for: worker, lastHeartbeat: heartbeat, at: now) {
                case .stop:
                    delegate.log(
                        "worker \(pools[index].name) (PID \(worker.process)) drains too long"
                    )
                    order(
                        .stop,
                        worker.process,
                        withinSeconds: configuration.gracefulTimeoutSeconds
                    )
                case .signal(let signal): send(signal, to: worker, pool: index)
                case nil: break
                }
            }
        }
    }

    private func send(_ signal: Signal, to worker: Worker, pool index: Int) {
        signal.send(to: worker.process)
        pools[index].update(worker.process) {
            $0.killedAt = self.now
            $0.killedBy = signal
        }
        delegate.log("worker \(pools[index].name) (PID \(worker.process)) sent \(signal)")
    }
}
