import JSON
import Pixels

/// What the elements of an array are, by the names that the two versions of Zarr give them.
enum ZarrElement: Equatable, Sendable {
    /// Numbers that can be samples of an image.
    case sample(PixelType)
    case int64
    case uint64
    /// Texts of any length as UTF-8, which are in tables only.
    case text

    /// Bytes of one element as it is decoded; of a text, those of its length.
    var byteCount: Int {
        switch self {
        case .sample(let type): type.byteCount
        case .int64, .uint64: 8
        case .text: VariableTexts.lengthBytes
        }
    }

    var name: String {
        switch self {
        case .sample(let type): type.rawValue
        case .int64: "int64"
        case .uint64: "uint64"
        case .text: "string"
        }
    }

    /// A type string of NumPy such as `<u2`: byte order, kind and bytes.
    static func version2(
        _ document: ZarrDocument
    ) throws(ImageFormatError) -> (ZarrElement, isBigEndian: Bool) {
        guard let text = document.value.string else {
            throw document.unsupported("a structured dtype")
        }
        if text == objectType { return (.text, false) }
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

    static func version3(_ document: ZarrDocument) throws(ImageFormatError) -> ZarrElement {
        let name = try ZarrExtension(document).name
        guard let type = types[name] else {
            throw document.unsupported("the data type \(name)")
        }
        return type
    }

    /// Objects of Python, of which a filter says that they are texts.
    private static let objectType = "|O"

    private static let typesOfNumPy: [String: ZarrElement] = [
        "b1": .sample(.bit), "i1": .sample(.int8), "u1": .sample(.uint8), "i2": .sample(.int16),
        "u2": .sample(.uint16), "i4": .sample(.int32), "u4": .sample(.uint32),
        "f4": .sample(.float), "f8": .sample(.double), "i8": .int64, "u8": .uint64,
    ]

    private static let types: [String: ZarrElement] = [
        "bool": .sample(.bit), "int8": .sample(.int8), "uint8": .sample(.uint8),
        "int16": .sample(.int16), "uint16": .sample(.uint16), "int32": .sample(.int32),
        "uint32": .sample(.uint32), "float32": .sample(.float), "float64": .sample(.double),
        "int64": .int64, "uint64": .uint64, "string": .text,
    ]
}
