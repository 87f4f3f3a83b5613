/// Reading and writing the fixed-width values of the tables, big-endian so that keys sort.
struct ByteWriter {
    var bytes: [UInt8] = []

    mutating func add(_ number: UInt64) {
        for shift in stride(from: 56, through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: number >> UInt64(shift)))
        }
    }

    mutating func add(_ number: Int64) { add(UInt64(bitPattern: number)) }
    mutating func add(_ number: Double) { add(number.bitPattern) }

    mutating func add(_ text: String) {
        add(UInt64(text.utf8.count))
        bytes.append(contentsOf: text.utf8)
    }
}

struct ByteReader {
    private let bytes: [UInt8]
    private var position: Int

    init(_ bytes: [UInt8], from position: Int = 0) {
        self.bytes = bytes
        self.position = position
    }

    mutating func number() -> UInt64? {
        guard position + 8 <= bytes.count else { return nil }
        var number: UInt64 = 0
        for index in position..<(position + 8) { number = number << 8 | UInt64(bytes[index]) }
        position += 8
        return number
    }

    mutating func signed() -> Int64? { number().map(Int64.init(bitPattern:)) }
    mutating func double() -> Double? { number().map(Double.init(bitPattern:)) }

    mutating func text() -> String? {
        guard let count = number(), count <= UInt64(bytes.count - position) else { return nil }
        defer { position += Int(count) }
        return String(validating: bytes[position..<(position + Int(count))], as: UTF8.self)
    }
}
