import SharedState

/// What somebody downloaded and may still download, in a sentence.
enum DownloadSentence {
    static func text(_ report: DownloadLedger.Report) -> String {
        let used = size(report.usedBytes)
        guard let left = report.leftBytes else { return "\(used) lately; nothing limits you." }
        return "\(used) used, \(size(left)) left; what you used first counts for another "
            + "\(duration(report.resetSeconds))."
    }

    /// Bytes in the largest unit of which there is at least one.
    static func size(_ bytes: Int) -> String {
        let units = ["bytes", "KiB", "MiB", "GiB", "TiB"]
        var number = Double(bytes)
        var unit = 0
        while number >= 1024 && unit < units.count - 1 {
            number /= 1024
            unit += 1
        }
        let rounded = (number * 10).rounded() / 10
        let text = rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
        return "\(text) \(units[unit])"
    }

    /// Seconds in the largest unit of which there is at least one.
    static func duration(_ seconds: Int) -> String {
        for (name, length) in [("day", 86_400), ("hour", 3600), ("minute", 60)]
        where seconds >= length {
            return plural(seconds / length, name)
        }
        return plural(seconds, "second")
    }

    private static func plural(_ count: Int, _ name: String) -> String {
        count == 1 ? "1 \(name)" : "\(count) \(name)s"
    }
}
