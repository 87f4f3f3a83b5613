/// What a restricted administrator may be given, by OMERO's names.
package enum Privilege: String, Sendable, CaseIterable {
    case chgrp = "Chgrp"
    case chown = "Chown"
    case deleteFile = "DeleteFile"
    case deleteManagedRepo = "DeleteManagedRepo"
    case deleteOwned = "DeleteOwned"
    case deleteScriptRepo = "DeleteScriptRepo"
    case modifyGroup = "ModifyGroup"
    case modifyGroupMembership = "ModifyGroupMembership"
    case modifyUser = "ModifyUser"
    case readSession = "ReadSession"
    case sudo = "Sudo"
    case writeFile = "WriteFile"
    case writeManagedRepo = "WriteManagedRepo"
    case writeOwned = "WriteOwned"
    case writeScriptRepo = "WriteScriptRepo"
}

/// What a user is, besides being a member of groups.
package enum Role: Sendable, Equatable {
    case user
    /// Sees and downloads everything; changes what the privileges say.
    case restrictedAdministrator(Set<Privilege>)
    case administrator
    /// Anybody who comes without a password: looks, and never changes anything.
    case visitor

    /// What the role may do as an administrator.
    package var privileges: Set<Privilege> {
        switch self {
        case .administrator: Set(Privilege.allCases)
        case .restrictedAdministrator(let given): given
        case .user, .visitor: []
        }
    }

    package var isAdministrator: Bool {
        switch self {
        case .administrator, .restrictedAdministrator: true
        case .user, .visitor: false
        }
    }
}
