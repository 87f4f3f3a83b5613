import JSON
import Pixels

/// The types of samples, by the names that the two versions of Zarr give them.
enum ZarrSampleType {
    /// A type string of NumPy such as `<u2`: byte order, kind and bytes.
    static func version2(
        _ document: ZarrDocument
    ) throws(ImageFormatError) -> (PixelType, isBigEndian: Bool) {
        guard let text = document.value.string else {
            throw document.unsupported("a structured dtype")
        }
        guard let type = typesOfNumPy[String(text.dropFirst())] else {
            throw document.unsupported("the dtype \(text)")
        }
        switch text.first {
        case "<": return (type, false)
        case ">": return (type, true)
        case "|" where type.byteCount == 1: return (type, false)
        default: throw document.malformed("a byte order < or >")
        }
    }

    static func version3(_ document: ZarrDocument) throws(ImageFormatError) -> PixelType {
        let name = try ZarrExtension(document).name
        guard let type = types[name] else {
            throw document.unsupported("the data type \(name)")
        }
        return type
    }

    private static let typesOfNumPy: [String: PixelType] = [
        "b1": .bit, "i1": .int8, "u1": .uint8, "i2": .int16, "u2": .uint16, "i4": .int32,
        "u4": .uint32, "f4": .float, "f8": .double,
    ]

    private static let types: [String: PixelType] = [
        "bool": .bit, "int8": .int8, "uint8": .uint8, "int16": .int16, "uint16": .uint16,
        "int32": .int32, "uint32": .uint32, "float32": .float, "float64": .double,
    ]
}
