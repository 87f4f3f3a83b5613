import Codecs
import JSON
import Pixels

/// The sample that stands for what was never written, in the spellings of both versions of Zarr.
enum ZarrFillValue {
    /// One element in the machine's byte order; zero or no text where the document leaves it open.
    static func bytes(
        _ document: ZarrDocument?,
        _ type: ZarrElement
    ) throws(ImageFormatError) -> [UInt8] {
        if type == .text { return Array((document?.value.string ?? "").utf8) }
        guard let document else { return [UInt8](repeating: 0, count: type.byteCount) }
        let bytes: [UInt8]? =
            switch type {
            case .sample(let type): sample(document.value, type)
            case .int64: integer(document.value, Int64.self)
            case .uint64: integer(document.value, UInt64.self)
            case .text: nil
            }
        guard let bytes else { throw document.malformed("a value of type \(type.name)") }
        return bytes
    }

    private static func sample(_ value: JSONValue, _ type: PixelType) -> [UInt8]? {
        switch type {
        case .bit: truth(value).map { [$0 ? 1 : 0] }
        case .int8: integer(value, Int8.self)
        case .uint8: integer(value, UInt8.self)
        case .int16: integer(value, Int16.self)
        case .uint16: integer(value, UInt16.self)
        case .int32: integer(value, Int32.self)
        case .uint32: integer(value, UInt32.self)
        case .float:
            bits(value, UInt32.self).map { SampleBytes.bytes([$0]) }
                ?? real(value).map { SampleBytes.bytes([Float($0)]) }
        case .double:
            bits(value, UInt64.self).map { SampleBytes.bytes([$0]) }
                ?? real(value).map { SampleBytes.bytes([$0]) }
        }
    }

    private static func truth(_ value: JSONValue) -> Bool? {
        value.boolean ?? value.integer.flatMap { $0 == 0 ? false : $0 == 1 ? true : nil }
    }

    /// Version 2 has whole numbers with a fraction of zero, too.
    private static func integer<Number: FixedWidthInteger & BitwiseCopyable>(
        _ value: JSONValue,
        _ type: Number.Type
    ) -> [UInt8]? {
        let number =
            value.integer.flatMap { Number(exactly: $0) }
            ?? value.double.flatMap { Number(exactly: $0) }
        return number.map { SampleBytes.bytes([$0]) }
    }

    private static func real(_ value: JSONValue) -> Double? {
        switch value {
        case .string("NaN"): .nan
        case .string("Infinity"): .infinity
        case .string("-Infinity"): -.infinity
        default: value.double
        }
    }

    /// The bits of a number, as hexadecimal digits behind `0x`.
    private static func bits<Number: FixedWidthInteger>(
        _ value: JSONValue,
        _ type: Number.Type
    ) -> Number? {
        guard let text = value.string, text.hasPrefix("0x"),
            text.utf8.count == 2 + Number.bitWidth / 4
        else { return nil }
        return Number(text.dropFirst(2), radix: 16)
    }
}
