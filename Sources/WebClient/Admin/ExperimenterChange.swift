import HTTP
import Repository
import WebAccess

/// One change of a user, as the form that asks for it names it.
enum ExperimenterChange {
    case details(PersonDetails)
    case active(Bool)
    case privileges(Set<Privilege>)
    case join(group: Int, asOwner: Bool)
    case leave(group: Int)
    case defaultGroup(Int)

    /// Nil for what is no such form.
    init?(_ fields: FormFields) {
        let group = fields["group"].flatMap { Int($0) }
        switch (fields["action"], group) {
        case ("details", _): self = .details(PersonDetails(fields))
        case ("activate", _): self = .active(true)
        case ("deactivate", _): self = .active(false)
        case ("privileges", _):
            self = .privileges(Set(fields.all("privilege").compactMap(Privilege.init)))
        case ("join", let group?): self = .join(group: group, asOwner: false)
        case ("own", let group?): self = .join(group: group, asOwner: true)
        case ("leave", let group?): self = .leave(group: group)
        case ("default", let group?): self = .defaultGroup(group)
        default: return nil
        }
    }

    /// - Throws: `PeopleError`, also for what the visitor may not.
    func apply(to id: Int, _ login: Login, _ visitor: Visitor) throws {
        let actor = visitor.actor
        switch self {
        case .active(let isActive):
            try login.setActive(isActive, user: id, by: visitor)
        case .details(let details):
            try login.change { try $0.change(experimenter: id, to: details, by: actor) }
        case .privileges(let privileges):
            try login.change { try $0.setPrivileges(privileges, experimenter: id, by: actor) }
        case .join(let group, let asOwner):
            try login.change {
                try $0.join(experimenter: id, group: group, asOwner: asOwner, by: actor)
            }
        case .leave(let group):
            try login.change { try $0.leave(experimenter: id, group: group, by: actor) }
        case .defaultGroup(let group):
            try login.change { try $0.setDefaultGroup(group, ofExperimenter: id, by: actor) }
        }
    }
}
