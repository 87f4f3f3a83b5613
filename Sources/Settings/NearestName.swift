/// Finds the name somebody meant who typed another.
package enum NearestName {
    /// The name that differs in the fewest letters; nil when all differ in more than `distanceMax`.
    package static func of(
        _ text: String,
        among names: [String],
        distanceMax: Int
    ) -> String? {
        let typed = Array(text.utf8)
        let ranked = names.map { (name: $0, distance: distance(typed, Array($0.utf8))) }
        guard let best = ranked.min(by: { $0.distance < $1.distance }),
            best.distance <= distanceMax
        else { return nil }
        return best.name
    }

    /// Insertions, deletions and replacements between two texts (Levenshtein).
    private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var row = Array(0...right.count)
        for (index, byte) in left.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for column in right.indices {
                let cost = diagonal + (byte == right[column] ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(cost, row[column] + 1, row[column + 1] + 1)
            }
        }
        return row[right.count]
    }
}
