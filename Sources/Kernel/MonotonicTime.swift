import CLinux

/// A moment on the clock that all processes of the machine share and nobody can set.
///
/// It counts nanoseconds since boot, sleep included (CLOCK_BOOTTIME), so it can be written
/// by one process and compared by another.
package struct MonotonicTime: Hashable, Comparable, Sendable {
    package var nanoseconds: Int64

    package init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

    package static func now() -> MonotonicTime { MonotonicTime(nanoseconds: clinux_boottime()) }

    package static func < (left: Self, right: Self) -> Bool {
        left.nanoseconds < right.nanoseconds
    }

    /// Seconds from an earlier moment to this one.
    package func seconds(since earlier: MonotonicTime) -> Double {
        Double(nanoseconds - earlier.nanoseconds) / 1e9
    }

    package func adding(seconds: Double) -> MonotonicTime {
        MonotonicTime(nanoseconds: nanoseconds + Int64(seconds * 1e9))
    }
}

/// The calendar's clock, which an operator may step.
package enum WallClock {
    /// Nanoseconds since 1970 in universal time.
    package static func nowNanoseconds() -> Int64 { clinux_realtime() }

    /// Whole seconds since 1970 in universal time.
    package static func nowSeconds() -> Int { Int(clinux_realtime() / 1_000_000_000) }
}
