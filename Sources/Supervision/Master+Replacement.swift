package import Kernel

/// Running another program in the same process, with the same sockets and children (USR2).
extension Master {
    /// What has to survive.
    package var state: MasterState {
        var state = MasterState(
            startedAt: startedAt,
            generation: generation,
            nextSerial: nextSerial
        )
        for pool in pools {
            guard let held = sockets[pool.name] else { continue }
            state.pools.append(
                MasterState.Pool(
                    name: pool.name,
                    size: pool.size,
                    listeners: held.listeners.map(\.descriptor.number),
                    handOffOut: held.handOffOut.descriptor.number,
                    handOffIn: held.handOffIn.descriptor.number
                )
            )
            for (slot, value) in pool.slots.enumerated() {
                for (worker, role) in value.roles {
                    guard let control = controls[worker.process] else { continue }
                    state.members.append(
                        MasterState.Member(
                            pool: pool.name,
                            slot: slot,
                            role: role,
                            worker: worker,
                            control: control.descriptor.number
                        )
                    )
                }
            }
        }
        return state
    }

    /// Lets the descriptors that matter survive, and answers one from which the state can be read.
    package func prepareReplacement() throws(SystemError) -> Descriptor {
        let descriptors =
            sockets.values.flatMap(\.descriptors) + controls.values.map(\.descriptor.number)
        for descriptor in descriptors { try Process.setCloseOnExec(descriptor, false) }
        return try MemoryFile.make(Array(state.text.utf8), name: "omero-web-master")
    }

    /// Takes over what the earlier program of this process held.
    package func resume(_ state: MasterState) throws(SystemError) {
        generation = state.generation
        nextSerial = state.nextSerial
        phase = .reloading
        for pool in state.pools {
            let descriptors = pool.listeners + [pool.handOffOut, pool.handOffIn]
            for descriptor in descriptors { try Process.setCloseOnExec(descriptor, true) }
            sockets[pool.name] = PoolSockets(
                listeners: pool.listeners.map { Listener(inheriting: Descriptor(owning: $0)) },
                handOffOut: MessageSocket(Descriptor(owning: pool.handOffOut)),
                handOffIn: MessageSocket(Descriptor(owning: pool.handOffIn))
            )
            pools.append(
                WorkerPool(name: pool.name, size: pool.size, capacity: pool.listeners.count)
            )
        }
        for member in state.members {
            try Process.setCloseOnExec(member.control, true)
            controls[member.worker.process] = MessageSocket(Descriptor(owning: member.control))
            try epoll.add(member.control, .readable)
            guard let index = pools.firstIndex(where: { $0.name == member.pool }) else { continue }
            pools[index].restore(member.worker, slot: member.slot, role: member.role)
        }
        for index in pools.indices { pools[index].replaceOlder(than: generation) }
    }

    /// The program to run instead was asked for.
    package var isToBeReplaced: Bool { isReplacingProgram }

    /// Goes on as before, because the other program could not be run.
    package func stay(because error: any Error) throws {
        isReplacingProgram = false
        delegate.log("the program was not replaced: \(error)")
        let descriptors =
            sockets.values.flatMap(\.descriptors) + controls.values.map(\.descriptor.number)
        for descriptor in descriptors { try Process.setCloseOnExec(descriptor, true) }
    }
}
