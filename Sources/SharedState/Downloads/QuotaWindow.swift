/// The time over which the bytes of a quota are counted; a value that reads no clock.
///
/// Times are in whole seconds since 1970. Bytes are counted in slots: a calendar window is one slot,
/// a sliding one several, and the slot that is only partly over still counts whole, so no interval
/// as long as the window ever sees more than the quota.
package struct QuotaWindow: Sendable, Equatable {
    package let seconds: Int
    /// Counts back from each moment, instead of from multiples of `seconds` since 1970: a window of
    /// 86,400 seconds that does not slide is a day in universal time.
    package let isSliding: Bool

    private static let slotsPerSlidingWindow = 32

    package init(seconds: Int, isSliding: Bool) {
        self.seconds = max(1, seconds)
        self.isSliding = isSliding
    }

    var slotSeconds: Int {
        let slots = Self.slotsPerSlidingWindow
        return isSliding ? max(1, (seconds + slots - 1) / slots) : seconds
    }

    func slot(at moment: Int) -> Int { Self.floor(moment, slotSeconds) }

    /// The oldest slot that counts at that moment.
    func oldestSlot(at moment: Int) -> Int {
        isSliding ? Self.floor(moment - seconds, slotSeconds) : slot(at: moment)
    }

    /// The first moment at which a slot counts no more.
    func end(ofSlot slot: Int) -> Int { (slot + 1) * slotSeconds + (isSliding ? seconds : 0) }

    private static func floor(_ number: Int, _ divisor: Int) -> Int {
        let quotient = number / divisor
        return number % divisor < 0 ? quotient - 1 : quotient
    }
}
