/// The parameter `p`: several sections seen as one, `intmax|0:9`.
package struct Projection: Hashable, Sendable {
    package enum Algorithm: String, Hashable, Sendable {
        case maximum = "intmax"
        case mean = "intmean"
        case sum = "intsum"
    }

    package var algorithm: Algorithm
    /// Sections from 0, both ends included, not yet held against the image; nil means all.
    package var sections: ClosedRange<Int>?

    /// Nil for `normal` and for what is no projection.
    package init?(_ text: String) {
        let parts = text.split(separator: "|", maxSplits: 1)
        guard let name = parts.first, let algorithm = Algorithm(rawValue: String(name)) else {
            return nil
        }
        self.algorithm = algorithm
        guard parts.count > 1 else { return }
        let ends = parts[1].split(separator: ":", omittingEmptySubsequences: false)
        guard ends.count == 2, let start = QueryNumber.integer(ends[0]),
            let end = QueryNumber.integer(ends[1]), start <= end
        else { return }
        sections = start...end
    }
}
