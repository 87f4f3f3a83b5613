import Codecs
import Pixels

/// The elements of one decoded chunk, as small as they are stored.
enum ZarrChunkValues: Sendable {
    case truths([UInt8])
    case int8([Int8])
    case uint8([UInt8])
    case int16([Int16])
    case uint16([UInt16])
    case int32([Int32])
    case uint32([UInt32])
    case int64([Int64])
    case uint64([UInt64])
    case float([Float])
    case double([Double])
    case texts(VariableTexts)

    /// Takes bytes in the machine's order; of a text, its own.
    init(_ bytes: [UInt8], _ type: ZarrElement) {
        switch type {
        case .sample(.bit): self = .truths(bytes)
        case .sample(.int8): self = .int8(SampleBytes.numbers(bytes, as: Int8.self))
        case .sample(.uint8): self = .uint8(bytes)
        case .sample(.int16): self = .int16(SampleBytes.numbers(bytes, as: Int16.self))
        case .sample(.uint16): self = .uint16(SampleBytes.numbers(bytes, as: UInt16.self))
        case .sample(.int32): self = .int32(SampleBytes.numbers(bytes, as: Int32.self))
        case .sample(.uint32): self = .uint32(SampleBytes.numbers(bytes, as: UInt32.self))
        case .sample(.float): self = .float(SampleBytes.numbers(bytes, as: Float.self))
        case .sample(.double): self = .double(SampleBytes.numbers(bytes, as: Double.self))
        case .int64: self = .int64(SampleBytes.numbers(bytes, as: Int64.self))
        case .uint64: self = .uint64(SampleBytes.numbers(bytes, as: UInt64.self))
        case .text: self = .texts(VariableTexts(bytes))
        }
    }

    /// Elements at equal distances; a step of zero is one element several times.
    func values(from first: Int, step: Int, count: Int) throws(CodecError) -> ZarrValues {
        let places = (0..<count).lazy.map { first + $0 * step }
        switch self {
        case .truths(let truths): return .booleans(places.map { truths[$0] != 0 })
        case .int8(let numbers): return .longs(places.map { Int(numbers[$0]) })
        case .uint8(let numbers): return .longs(places.map { Int(numbers[$0]) })
        case .int16(let numbers): return .longs(places.map { Int(numbers[$0]) })
        case .uint16(let numbers): return .longs(places.map { Int(numbers[$0]) })
        case .int32(let numbers): return .longs(places.map { Int(numbers[$0]) })
        case .uint32(let numbers): return .longs(places.map { Int(numbers[$0]) })
        case .int64(let numbers): return .longs(places.map { Int(numbers[$0]) })
        case .uint64(let numbers):
            let values = places.compactMap { Int(exactly: numbers[$0]) }
            guard values.count == count else {
                throw .malformed(codec: "Zarr", reason: "a number above \(Int.max)")
            }
            return .longs(Array(values))
        case .float(let numbers): return .doubles(places.map { Double(numbers[$0]) })
        case .double(let numbers): return .doubles(places.map { numbers[$0] })
        case .texts(let texts):
            var values: [String] = []
            for place in places { values.append(try texts.text(place)) }
            return .texts(values)
        }
    }
}
