import Pixels
import Synchronization

/// The level of each value of a short type, for families and windows fixed point cannot do.
///
/// Tables are kept, because making one takes longer than using it on a tile.
enum LevelTable {
    /// Tables kept in a process: 4 MiB at most.
    static let countMax = 64

    private static let kept = Mutex(RecentlyUsed<Key, [UInt8]>(countMax: countMax))

    private struct Key: Hashable {
        let window: Window
        let curve: Curve
        let isInverted: Bool
        let lowest: Int
        let valueCount: Int
    }

    static func of<Sample: ShortSample>(_ quantiser: Quantiser, _ type: Sample.Type) -> [UInt8] {
        let key = Key(
            window: quantiser.window,
            curve: quantiser.curve,
            isInverted: quantiser.isInverted,
            lowest: Int(Sample.min),
            valueCount: Sample.valueCount
        )
        if let table = kept.withLock({ $0[key] }) { return table }
        let table = (Int(Sample.min)...Int(Sample.max)).map { quantiser.level(Double($0)) }
        kept.withLock { $0.insert(table, for: key) }
        return table
    }

    static func quantise<Sample: ShortSample>(
        _ samples: Span<Sample>,
        by table: Span<UInt8>,
        into levels: inout MutableSpan<UInt8>
    ) {
        let count = samples.count
        // Said once here, so that no sample has to be checked against the table.
        precondition(count <= levels.count && table.count == Sample.valueCount)
        for index in 0..<count { levels[index] = table[Int(samples[index].offset)] }
    }
}
