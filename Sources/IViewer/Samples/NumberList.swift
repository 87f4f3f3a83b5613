/// Whole numbers with commas between them, empty ones passed over: `1,2,`.
enum NumberList {
    /// Numbers of one list.
    static let countMax = 1000

    /// Nil when one is none, or there are too many; each stands there once.
    static func parse(_ text: String) -> [Int]? {
        let parts = text.split(separator: ",")
        guard parts.count <= countMax else { return nil }
        var numbers: [Int] = []
        for part in parts {
            guard let number = Int(part) else { return nil }
            if !numbers.contains(number) { numbers.append(number) }
        }
        return numbers
    }
}
