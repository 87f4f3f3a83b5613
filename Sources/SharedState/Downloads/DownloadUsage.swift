/// The bytes somebody was sent lately, by the slots of a window; a value that reads no clock.
struct DownloadUsage: Equatable {
    struct Slot: Equatable {
        var number: Int
        var bytes: Int
    }

    /// Ascending by number.
    private(set) var slots: [Slot] = []
    private(set) var slotSeconds = 1
    /// The latest moment seen: a clock that is set back does not bring an earlier window again.
    private(set) var latestSeconds = 0

    init() {}

    var bytes: Int { slots.reduce(0) { $0 + $1.bytes } }

    /// Forgets what no longer counts, and answers the moment that counts as now.
    @discardableResult
    mutating func advance(_ window: QuotaWindow, to now: Int) -> Int {
        latestSeconds = max(latestSeconds, now)
        if window.slotSeconds != slotSeconds { regroup(window) }
        let oldest = window.oldestSlot(at: latestSeconds)
        slots.removeAll { $0.number < oldest }
        return latestSeconds
    }

    /// Counts bytes in the slot of the latest moment.
    mutating func add(_ bytes: Int, _ window: QuotaWindow) {
        guard bytes > 0 else { return }
        let number = window.slot(at: latestSeconds)
        if let last = slots.indices.last, slots[last].number == number {
            slots[last].bytes += bytes
        } else {
            slots.append(Slot(number: number, bytes: bytes))
        }
    }

    mutating func clear() { slots = [] }

    /// The moment at which so many bytes fit again; nil when they never do.
    ///
    /// - Parameter held: bytes that are reserved besides those counted here.
    func secondsUntil(_ bytes: Int, fitInto limit: Int, held: Int, _ window: QuotaWindow) -> Int? {
        guard bytes <= limit else { return nil }
        var counted = self.bytes + held
        for slot in slots where counted + bytes > limit {
            counted -= slot.bytes
            if counted + bytes <= limit {
                return max(1, window.end(ofSlot: slot.number) - latestSeconds)
            }
        }
        // What is reserved now is sent or given back at a time nobody knows.
        return 1
    }

    /// A window of another length was set: what was counted moves to the slots that hold its end.
    private mutating func regroup(_ window: QuotaWindow) {
        let old = slots
        let oldSeconds = slotSeconds
        slots = []
        slotSeconds = window.slotSeconds
        for slot in old {
            let end = min(latestSeconds, (slot.number + 1) * oldSeconds - 1)
            let number = window.slot(at: end)
            if let last = slots.indices.last, slots[last].number == number {
                slots[last].bytes += slot.bytes
            } else {
                slots.append(Slot(number: number, bytes: slot.bytes))
            }
        }
    }
}

extension DownloadUsage {
    func write(to writer: inout ByteWriter) {
        for number in [slotSeconds, latestSeconds, slots.count] { writer.add(Int64(number)) }
        for slot in slots {
            writer.add(Int64(slot.number))
            writer.add(Int64(slot.bytes))
        }
    }

    init?(_ reader: inout ByteReader) {
        guard let seconds = reader.signed(), let latest = reader.signed(),
            let count = reader.signed(), seconds > 0, (0...10_000).contains(count)
        else { return nil }
        slotSeconds = Int(seconds)
        latestSeconds = Int(latest)
        for _ in 0..<count {
            guard let number = reader.signed(), let bytes = reader.signed() else { return nil }
            slots.append(Slot(number: Int(number), bytes: Int(bytes)))
        }
    }
}
