import Kernel
import Settings

/// Why a command gives up: what it tells the user and the shell.
struct CommandFailure: Error, Equatable, CustomStringConvertible {
    var status: ExitStatus
    /// Whole lines, without the last line end.
    var message: String
    /// What to do about it.
    var remedy: String?

    init(_ status: ExitStatus, _ message: String, remedy: String? = nil) {
        self.status = status
        self.message = message
        self.remedy = remedy
    }

    var description: String { message + (remedy.map { "\n" + $0 } ?? "") }

    /// Any error as a failure, so that every one has its status.
    init(_ error: any Error) {
        switch error {
        case let failure as CommandFailure: self = failure
        case let error as UsageError: self.init(.usage, error.description, remedy: error.remedy)
        case let error as SystemError: self.init(Self.status(of: error), "\(error)")
        case let error as SettingsError: self.init(.badData, "\(error)")
        case let faults as SettingsSnapshot.Faults: self.init(.badConfiguration, "\(faults)")
        case let error as any CustomStringConvertible: self.init(.defect, error.description)
        default: self.init(.defect, "\(error)")
        }
    }

    private static func status(of error: SystemError) -> ExitStatus {
        if error.isMissingFile { return .noInput }
        return error.isPermissionDenied ? .noPermission : .inputOutput
    }
}
