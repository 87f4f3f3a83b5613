/// The status of a server as a table for people.
struct StatusTable {
    let status: ServerStatus

    private static let titles = [
        "SLOT", "PID", "ROLE", "STATE", "AGE", "REQUESTS", "IN FLIGHT", "MEMORY", "CRASHES",
        "LAST ONE",
    ]

    var text: String {
        let age = Self.duration(status.ageSeconds)
        let head = "\(status.phase) for \(age), generation \(status.generation)\n"
        return ([head] + status.pools.map(pool)).joined(separator: "\n")
    }

    private func pool(_ pool: ServerStatus.Pool) -> String {
        let workers = pool.slots.flatMap(\.workers)
        let serving = workers.count { $0.role == "serving" && $0.state == "ready" }
        let others = workers.count - serving
        let head =
            "Pool \(pool.name): \(serving) of \(pool.size) workers serve"
            + (others > 0 ? ", \(others) come or go" : "")
            + ", room for \(pool.capacity), \(pool.acceptQueue) connections wait\n"
        return head + Self.aligned([Self.titles] + pool.slots.flatMap(rows))
    }

    private func rows(_ slot: ServerStatus.Slot) -> [[String]] {
        let history = ["\(slot.crashes)", slot.lastDeparture ?? "-"]
        guard !slot.workers.isEmpty else {
            return [["\(slot.index)", "-", "-", "none", "-", "-", "-", "-"] + history]
        }
        return slot.workers.map { worker in
            [
                "\(slot.index)", "\(worker.process)", worker.role, worker.state,
                Self.duration(worker.ageSeconds), "\(worker.requests)", "\(worker.inFlight)",
                Self.size(worker.residentBytes),
            ] + history
        }
    }

    private static func aligned(_ rows: [[String]]) -> String {
        let widths = titles.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            let cells = row.enumerated().map { column, cell in
                column == row.count - 1
                    ? cell : cell + String(repeating: " ", count: widths[column] - cell.count)
            }
            return "  " + cells.joined(separator: "  ") + "\n"
        }.joined()
    }

    /// The two largest units: `3d4h`, `2h05m`, `12s`.
    static func duration(_ seconds: Int) -> String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        switch seconds {
        case ..<60: return "\(seconds)s"
        case ..<3600: return "\(seconds / 60)m\(two(seconds % 60))s"
        case ..<86_400: return "\(seconds / 3600)h\(two(seconds / 60 % 60))m"
        default: return "\(seconds / 86_400)d\(seconds / 3600 % 24)h"
        }
    }

    static func size(_ bytes: Int) -> String {
        bytes < 1 << 30
            ? "\(bytes >> 20) MiB" : "\(bytes >> 30).\((bytes >> 20) % 1024 * 10 / 1024) GiB"
    }
}
