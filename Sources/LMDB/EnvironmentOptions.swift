import CLMDB

extension Environment {
    /// How durable and how large a database is.
    package struct Options: Sendable {
        /// Size of the map; 0 takes the size that the first process gave it.
        package var mapBytes: Int
        package var tableCount = 16
        package var survival: Survival
        package var readersMax: UInt32 = 1024

        package init(mapBytes: Int, survival: Survival) {
            self.mapBytes = mapBytes
            self.survival = survival
        }

        var flags: UInt32 { UInt32(MDB_NOTLS | survival.flags) }
    }

    /// What a database lives through; all processes must open one in the same way.
    package enum Survival: Sendable {
        /// The end of processes. Written in the map, so its blocks have to be reserved before use.
        case processes
        /// The end of processes. Written with system calls, so a full disk is an error, not SIGBUS.
        case processesOnDisk
        /// The end of the machine, but for the last change.
        case machine

        var flags: Int32 {
            switch self {
            case .processes: MDB_NOSYNC | MDB_WRITEMAP
            case .processesOnDisk: MDB_NOSYNC
            case .machine: MDB_NOMETASYNC
            }
        }
    }
}
