import Codecs
import JSON
import Pixels

/// The sample that stands for what was never written, in the spellings of both versions of Zarr.
enum ZarrFillValue {
    /// One sample in the machine's byte order; zero where the document leaves it open.
    static func bytes(
        _ document: ZarrDocument?,
        _ type: PixelType
    ) throws(ImageFormatError) -> [UInt8] {
        guard let document else { return [UInt8](repeating: 0, count: type.byteCount) }
        let bytes: [UInt8]? =
            switch type {
            case .bit: truth(document.value).map { [$0 ? 1 : 0] }
            case .int8: integer(document.value, Int8.self)
            case .uint8: integer(document.value, UInt8.self)
            case .int16: integer(document.value, Int16.self)
            case .uint16: integer(document.value, UInt16.self)
            case .int32: integer(document.value, Int32.self)
            case .uint32: integer(document.value, UInt32.self)
            case .float:
                bits(document.value, UInt32.self).map { SampleBytes.bytes([$0]) }
                    ?? real(document.value).map { SampleBytes.bytes([Float($0)]) }
            case .double:
                bits(document.value, UInt64.self).map { SampleBytes.bytes([$0]) }
                    ?? real(document.value).map { SampleBytes.bytes([$0]) }
            }
        guard let bytes else { throw document.malformed("a value of type \(type.rawValue)") }
        return bytes
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
