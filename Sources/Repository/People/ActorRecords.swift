package import Kernel
import Synchronization

/// Who the users are, as this process remembers it, so that most requests ask no database.
///
/// What is remembered holds for one generation of accounts, a number that moves whenever any
/// process changes them, and for a second at most.
package final class ActorRecords: Sendable {
    private let people: any People
    private let state = Mutex(State())

    /// How long a memory is trusted; a change by other hands than ours is noticed after it.
    static let trustSeconds = 1.0
    private static let countMax = 10_000

    fileprivate struct State {
        var generation: UInt64 = 0
        var actors: [Int: Entry] = [:]
        var named: [String: Entry] = [:]
        var groups: (value: GroupRules, read: MonotonicTime)?
    }

    fileprivate struct Entry {
        /// Nil for who is not there, or may not log in.
        let actor: Actor?
        let read: MonotonicTime
    }

    /// A user, and the rules of all groups, which things of any of them need.
    package struct Answer: Sendable {
        package let actor: Actor?
        package let groups: GroupRules

        package init(actor: Actor?, groups: GroupRules) {
            self.actor = actor
            self.groups = groups
        }
    }

    package init(_ people: any People) { self.people = people }

    /// What is remembered, without a look at the disk; nil when that has to be asked.
    package func remembered(_ id: Int, _ generation: UInt64, now: MonotonicTime) -> Answer? {
        remembered(generation, now) { $0.actors[id] }
    }

    package func remembered(
        named name: String,
        _ generation: UInt64,
        now: MonotonicTime
    ) -> Answer? {
        remembered(generation, now) { $0.named[name] }
    }

    /// The rules alone, for those who are no user.
    package func rememberedGroups(_ generation: UInt64, now: MonotonicTime) -> GroupRules? {
        state.withLock { state in
            guard state.generation == generation else { return nil }
            return state.freshGroups(now)
        }
    }

    package func answer(_ id: Int, _ generation: UInt64, now: MonotonicTime) throws -> Answer {
        if let known = remembered(id, generation, now: now) { return known }
        let actor = try people.experimenter(id)?.actor
        return try remember(actor, generation, now) { $0.actors[id] = $1 }
    }

    package func answer(
        named name: String,
        _ generation: UInt64,
        now: MonotonicTime
    ) throws -> Answer {
        if let known = remembered(named: name, generation, now: now) { return known }
        let actor = try people.experimenter(named: name)?.actor
        return try remember(actor, generation, now) { $0.named[name] = $1 }
    }

    package func groups(_ generation: UInt64, now: MonotonicTime) throws -> GroupRules {
        if let known = rememberedGroups(generation, now: now) { return known }
        return try remember(nil, generation, now) { _, _ in }.groups
    }

    private func remembered(
        _ generation: UInt64,
        _ now: MonotonicTime,
        _ entry: (State) -> Entry?
    ) -> Answer? {
        state.withLock { state in
            guard state.generation == generation, let entry = entry(state),
                now.seconds(since: entry.read) <= Self.trustSeconds,
                let groups = state.freshGroups(now)
            else { return nil }
            return Answer(actor: entry.actor, groups: groups)
        }
    }

    /// The generation was read before the rows: what changed meanwhile makes the entry worthless.
    private func remember(
        _ actor: Actor?,
        _ generation: UInt64,
        _ now: MonotonicTime,
        _ write: (inout State, Entry) -> Void
    ) throws -> Answer {
        let groups = try GroupRules(people)
        return state.withLock { state in
            if state.generation != generation || state.actors.count >= Self.countMax {
                state = State()
                state.generation = generation
            }
            state.groups = (groups, now)
            write(&state, Entry(actor: actor, read: now))
            return Answer(actor: actor, groups: groups)
        }
    }
}

extension ActorRecords.State {
    fileprivate func freshGroups(_ now: MonotonicTime) -> GroupRules? {
        guard let groups, now.seconds(since: groups.read) <= ActorRecords.trustSeconds else {
            return nil
        }
        return groups.value
    }
}
