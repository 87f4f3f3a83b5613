/// How far something is, in one line of text.
struct ProgressBar: Equatable {
    var doneCount: Int
    var totalCount: Int
    var doneBytes: Int
    var seconds: Double

    /// The words alone: `120 of 1000 files, 15 MiB/s, 2m05s left`.
    var line: String {
        let rate = seconds > 0 ? Double(doneBytes) / seconds / 1_048_576 : 0
        let speed = rate < 10 ? "\((rate * 10).rounded() / 10)" : "\(Int(rate.rounded()))"
        let left = remainingSeconds.map { ", \(StatusTable.duration($0)) left" } ?? ""
        return "\(doneCount) of \(totalCount) files, \(speed) MiB/s\(left)"
    }

    /// Nil before the first file is done.
    private var remainingSeconds: Int? {
        guard doneCount > 0 else { return nil }
        return Int(seconds / Double(doneCount) * Double(max(0, totalCount - doneCount)))
    }

    /// A bar before the words where there is room for one; never wider than the terminal.
    func text(columns: Int) -> String {
        let words = line
        let room = columns - words.count - 4
        let width = min(room, 30)
        guard width >= 10 else { return String(words.prefix(max(0, columns - 1))) }
        let share = totalCount > 0 ? min(1, Double(doneCount) / Double(totalCount)) : 1
        let filled = Int(Double(width) * share)
        let bar =
            String(repeating: "#", count: filled) + String(repeating: "-", count: width - filled)
        return "[\(bar)] \(words)"
    }
}
