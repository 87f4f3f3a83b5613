import Kernel

/// Finds the files, and the folders that are images themselves, below given paths.
///
/// Names that begin with a dot are passed over. Links are followed, and no folder is entered twice,
/// so a link that leads back ends there.
struct FileWalk {
    private let reading: any ImageReading
    private let memory: ImportMemory?
    private(set) var candidates: [String] = []
    private(set) var skipped: [String] = []
    private(set) var failures: [ImportReport.Failure] = []
    private var seen: Set<String> = []
    private var entered: Set<[UInt64]> = []

    /// - Parameter memory: what need not be found again; nil finds everything.
    init(_ reading: any ImageReading, memory: ImportMemory? = nil) {
        self.reading = reading
        self.memory = memory
        memory?.beginRound()
    }

    mutating func add(_ paths: [String]) {
        var pending = Array(paths.reversed())
        while let path = pending.popLast() {
            do throws(SystemError) {
                pending += try visit(path).reversed()
            } catch {
                failures.append(.init(path: path, reason: "\(error)"))
            }
        }
    }

    /// Notes a file, or answers what lies in a folder.
    private mutating func visit(_ path: String) throws(SystemError) -> [String] {
        let resolved = try Directory.resolved(path)
        let identity = try FileIdentity.of(path: resolved)
        guard identity.isRegular || identity.isDirectory else {
            skipped.append(resolved)
            return []
        }
        if reading.isCandidate(resolved) {
            guard seen.insert(resolved).inserted else { return [] }
            let now = WallClock.nowNanoseconds()
            if memory?.admits(resolved, identity, nowNanoseconds: now) ?? true {
                candidates.append(resolved)
            }
            return []
        }
        guard identity.isDirectory else {
            skipped.append(resolved)
            return []
        }
        guard entered.insert([identity.device, identity.inode]).inserted else { return [] }
        let folder = resolved == "/" ? "" : resolved
        return try Directory.names(in: resolved)
            .filter { !$0.hasPrefix(".") }
            .map { folder + "/" + $0 }
    }
}
