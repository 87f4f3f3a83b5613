import Kernel

/// The files that the rounds of a watch have dealt with, in the states they had then.
///
/// A file that is unchanged since is passed over without a question to the catalogue, one that is
/// still being written is left for a later round. Not for several threads.
package final class ImportMemory {
    /// A file that changed less than so long ago may still be written.
    private let settleSeconds: Double
    /// Digests of names and states: a few bytes a file, however many there are.
    private var done: Set<Int> = []
    private var walked: [String: Int] = [:]
    /// Files that were left for a later round.
    package private(set) var unsettledCount = 0

    package init(settleSeconds: Double = 5) { self.settleSeconds = settleSeconds }

    /// Begins a walk over all files.
    func beginRound() {
        walked = [:]
        unsettledCount = 0
    }

    /// Whether a file is to be imported in this round.
    func admits(_ path: String, _ identity: FileIdentity, nowNanoseconds: Int64) -> Bool {
        let state = FileState(identity)
        let age = Double(nowNanoseconds) / 1e9 - Double(state.modifiedNanoseconds) / 1e9
        // A time to come is a clock that was set, not a file that is being written.
        if age >= 0 && age < settleSeconds {
            unsettledCount += 1
            return false
        }
        var hasher = Hasher()
        hasher.combine(path)
        hasher.combine(state)
        let digest = hasher.finalize()
        guard !done.contains(digest) else { return false }
        walked[path] = digest
        return true
    }

    func remember(_ path: String) {
        if let digest = walked.removeValue(forKey: path) { done.insert(digest) }
    }
}
