/// What a command tells the shell; the numbers of sysexits(3) where it has one.
package enum ExitStatus: Int32, Sendable, Equatable {
    case success = 0
    /// Something could not be read or did not work, while the rest did.
    case partial = 1
    /// `status` of a server that does not run.
    case notRunning = 3
    /// `status` of a server that runs and says nothing of itself.
    case unknownState = 4
    case usage = 64
    case badData = 65
    case noInput = 66
    case unavailable = 69
    case defect = 70
    case inputOutput = 74
    case temporary = 75
    case noPermission = 77
    case badConfiguration = 78
}
