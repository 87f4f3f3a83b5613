/// Colours at even or given distances, mixed in between: what most look-up tables are.
struct Gradient {
    struct Stop {
        /// Level, 0 to 255.
        let level: Int
        /// `0xRRGGBB`.
        let color: UInt32
    }

    private let stops: [Stop]

    /// Stops at levels that rise from 0 to 255.
    init(_ stops: [(Int, UInt32)]) {
        self.stops = stops.map { Stop(level: $0.0, color: $0.1) }
    }

    /// From the first colour at level 0 to the last at 255, at even distances.
    init(even colors: [UInt32]) {
        let last = max(colors.count - 1, 1)
        stops = colors.enumerated().map { Stop(level: 255 * $0 / last, color: $1) }
    }

    func color(at level: Int) -> UInt32 {
        guard let next = stops.firstIndex(where: { $0.level >= level }) else {
            return stops.last?.color ?? 0
        }
        let end = stops[next]
        guard next > 0, end.level > level else { return end.color }
        let start = stops[next - 1]
        let width = end.level - start.level
        let place = level - start.level
        return [16, 8, 0].reduce(0) { color, shift in
            let from = Int(start.color >> UInt32(shift) & 0xFF)
            let to = Int(end.color >> UInt32(shift) & 0xFF)
            let mixed = (from * (width - place) + to * place + width / 2) / width
            return color | UInt32(mixed) << UInt32(shift)
        }
    }
}
