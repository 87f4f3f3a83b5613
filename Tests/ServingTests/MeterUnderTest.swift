import HTTP
import Synchronization

/// Allows some bytes at a time and remembers what was sent of them, here and in other workers.
final class MeterUnderTest: BodyMeter {
    /// What all meters of one response counted.
    final class Record: Sendable {
        let sent = Atomic<Int>(0)
        let ends = Atomic<Int>(0)
        let pauses = Atomic<Int>(0)
    }

    let record: Record
    private let stepBytes: Int
    /// Bytes that are allowed in all.
    private let limitBytes: Int
    private let allowed = Atomic<Int>(0)

    init(_ record: Record, stepBytes: Int, limitBytes: Int = .max) {
        self.record = record
        self.stepBytes = stepBytes
        self.limitBytes = limitBytes
    }

    func allowance(_ wanted: Int) -> BodyAllowance? {
        let left = limitBytes - record.sent.load(ordering: .relaxed)
        if left == 0 { return .ended }
        let now = allowed.load(ordering: .relaxed)
        return now == 0 ? nil : .bytes(min(wanted, now, left))
    }

    func ask(_ answer: @escaping @Sendable () -> Void) {
        allowed.store(stepBytes, ordering: .relaxed)
        answer()
    }

    func sent(_ count: Int) {
        record.sent.add(count, ordering: .relaxed)
        allowed.subtract(count, ordering: .relaxed)
    }

    func end() { record.ends.add(1, ordering: .relaxed) }

    func pause(_ answer: @escaping @Sendable ([UInt8]?) -> Void) {
        record.pauses.add(1, ordering: .relaxed)
        answer([UInt8(clamping: stepBytes >> 10)])
    }
}
