import Kernel
import OmeroWeb
import Repository
import Settings
import SharedState

/// The accounts of the instance a command works on.
///
/// Whoever may write its catalogue is root there.
struct PeopleAccess {
    let people: any People
    let console: Console
    private let instance: Instance
    private let settings: SettingsSnapshot

    init(_ invocation: Invocation) throws {
        console = invocation.console
        instance = try CommandInstance.locate(console)
        settings = try CommandInstance.settings(instance)
        people = try SQLiteCatalogue(path: instance.cataloguePath(settings))
    }

    /// The user with that number or name.
    func user(_ word: String) throws -> ExperimenterRecord {
        if let id = Int(word), let user = try people.experimenter(id) { return user }
        guard let user = try people.experimenter(named: word) else {
            throw PeopleError.noSuchUser(word)
        }
        return user
    }

    /// The group with that number or name.
    func group(_ word: String) throws -> GroupRecord {
        if let id = Int(word), let group = try people.group(id) { return group }
        guard let group = try people.group(named: word) else {
            throw PeopleError.noSuchGroup(word)
        }
        return group
    }

    /// Ends every session of a user, in a running server too.
    func endSessions(of user: ExperimenterRecord) throws {
        let count = try instance.endSessions(ofUser: user.id, settings)
        if count > 0 { try console.message("Ended \(count) sessions of \(user.userName)") }
    }

    /// The quotas of downloads.
    func quotas() throws -> DownloadQuotas {
        guard let quotas = try instance.downloadQuotas(settings) else {
            throw CommandFailure(.noInput, "the server was never started, so nobody has a quota")
        }
        return quotas
    }

    private func announce() throws { try instance.announceChangeOfPeople(settings) }

    /// Runs a command on the accounts; what they refuse is bad data, in one line.
    static func command(
        _ body: @escaping @Sendable (Invocation, PeopleAccess) throws -> Void
    ) -> @Sendable (Invocation) throws -> ExitStatus {
        { invocation in
            do {
                let access = try PeopleAccess(invocation)
                try body(invocation, access)
                try access.announce()
            } catch let error as PeopleError {
                throw CommandFailure(.badData, "\(error)")
            }
            return .success
        }
    }
}
