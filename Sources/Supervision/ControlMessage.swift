/// The words between a master and a worker: one byte each, over a pair of sockets.
package enum ControlMessage: UInt8, Sendable {
    /// Worker: it polls the listening sockets.
    case ready = 0x52
    /// Worker: it answered as many requests as it should.
    case wantsReplacement = 0x57
    /// Master: pass on what is idle, finish, leave.
    case drain = 0x44
    /// Master: close what is idle, finish, leave.
    case stop = 0x53
    /// Master: open the log files anew.
    case reopenLogs = 0x4c
}
