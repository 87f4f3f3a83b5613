import Kernel

/// What an operator asks of the whole: stop, reload, other sizes, new logs, status.
extension Master {
    /// Stops everything; after the time given, by force.
    package func stop(withinSeconds seconds: Double) {
        let deadline = now.adding(seconds: seconds)
        if let earlier = stopDeadline {
            stopDeadline = min(earlier, deadline)
            return
        }
        phase = .stopping
        isReplacingProgram = false
        stopDeadline = deadline
        notify("STOPPING=1\nSTATUS=stopping")
        delegate.log("stopping")
        for index in pools.indices { pools[index].stop() }
        // Workers that start or drain are told as well.
        for worker in pools.flatMap(\.workers) {
            order(.stop, worker.process, withinSeconds: seconds)
        }
    }

    /// Takes new settings and replaces every worker, one part of the pools after the other.
    package func reload() {
        guard phase != .stopping else { return }
        notify("RELOADING=1\nMONOTONIC_USEC=\(now.nanoseconds / 1000)")
        do {
            let fresh = try delegate.reload()
            try checkUnchangedAddresses(fresh)
            configuration = fresh
        } catch {
            delegate.log("reload refused, the old settings stay: \(error)")
            notify("READY=1\nSTATUS=serving with the old settings")
            return
        }
        generation += 1
        phase = .reloading
        delegate.log("reloading")
        for index in pools.indices {
            if let pool = configuration.pools.first(where: { $0.name == pools[index].name }) {
                if pool.size > pools[index].capacity {
                    delegate.log(
                        "pool \(pool.name) has room for \(pools[index].capacity) workers only"
                    )
                }
                pools[index].resize(to: pool.size)
            }
            pools[index].replaceOlder(than: generation)
        }
    }

    /// Sockets are bound once; another address needs a stop and a start.
    private func checkUnchangedAddresses(_ fresh: MasterConfiguration) throws {
        for pool in fresh.pools {
            let current = configuration.pools.first { $0.name == pool.name }
            guard let current, current.address == pool.address else {
                throw SupervisionError.addressChanged(pool: pool.name)
            }
        }
    }

    func resize(by change: Int) {
        guard phase != .stopping, !pools.isEmpty else { return }
        let size = pools[0].size + change
        if size < 1 || size > pools[0].capacity {
            delegate.log("pool \(pools[0].name) stays at \(pools[0].size) workers")
            return
        }
        pools[0].resize(to: size)
        delegate.log("pool \(pools[0].name) now has \(size) workers")
    }

    func reopenLogs() {
        delegate.reopenLogs()
        for worker in pools.flatMap(\.workers) { tell(worker.process, .reopenLogs) }
    }

    package func status() -> MasterStatus {
        MasterStatus(
            phase: phase,
            process: Process.number,
            startedAt: startedAt,
            generation: generation,
            pools: pools.map(status(of:))
        )
    }

    private func status(of pool: WorkerPool) -> MasterStatus.Pool {
        var queueLength = 0
        do throws(SystemError) {
            for listener in sockets[pool.name]?.listeners ?? [] {
                queueLength += try listener.queueLength()
            }
        } catch {
            delegate.log("accept queue of pool \(pool.name): \(error)")
        }
        return MasterStatus.Pool(
            name: pool.name,
            size: pool.size,
            capacity: pool.capacity,
            slots: pool.slots.enumerated().map { index, slot in
                MasterStatus.Slot(
                    index: index,
                    crashCount: slot.crashCount,
                    lastDeparture: slot.lastDeparture,
                    workers: slot.roles.map {
                        MasterStatus.Member(worker: $0.worker, role: $0.role)
                    }
                )
            },
            acceptQueueLength: queueLength
        )
    }
}
