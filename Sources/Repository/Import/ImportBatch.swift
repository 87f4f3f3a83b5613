import Kernel

/// Filesets that one thread has read and not yet written: a transaction for many costs little more
/// than one for each.
///
/// Whoever kills the process loses no more than these, which the next run reads again.
struct ImportBatch {
    private let catalogue: any FilesetCatalogue
    private var pending: [(path: String, fileset: NewFileset)] = []
    private var since: MonotonicTime?

    private static let countMax = 64
    /// How long something that was read may wait to be written.
    private static let waitSecondsMax = 0.5

    init(_ catalogue: any FilesetCatalogue) { self.catalogue = catalogue }

    mutating func add(_ path: String, _ fileset: NewFileset) {
        pending.append((path, fileset))
        since = since ?? .now()
    }

    var isDue: Bool {
        guard let since else { return false }
        return pending.count >= Self.countMax
            || MonotonicTime.now().seconds(since: since) >= Self.waitSecondsMax
    }

    /// Writes all of them; answers what became of each.
    mutating func write() throws -> [(path: String, outcome: ImportOutcome)] {
        guard !pending.isEmpty else { return [] }
        let additions = try catalogue.add(pending.map(\.fileset))
        let outcomes = zip(pending, additions).map { (path: $0.path, outcome: $1.outcome) }
        pending = []
        since = nil
        return outcomes
    }
}

extension Addition {
    fileprivate var outcome: ImportOutcome {
        switch self {
        case .added(_, let imageIDs): .imported(imageIDs: imageIDs)
        case .present: .partOfFileset
        }
    }
}
