import Foundation
import Pixels
import TestSupport
import Testing

/// Images that the generator beside the test data makes, whose pixels are formulas of their place.
///
/// `ops/synthetic-images FOLDER` makes them.
enum SyntheticImages {
    static let folder = ProcessInfo.processInfo.environment["OMERO_SYNTHETIC_IMAGES"]
    static let isPresent = folder.map { FileManager.default.fileExists(atPath: $0) } ?? false
    static let absent = "OMERO_SYNTHETIC_IMAGES names no folder; ops/synthetic-images makes one"

    /// What is known of the TIFF files and sets, by name; files that cannot be read leave none.
    static let tiffs: [SyntheticImage] = {
        do {
            return try records().compactMap { SyntheticImage($0.key, $0.value) }
                .sorted { $0.name < $1.name }
        } catch {
            return []
        }
    }()

    /// Every TIFF file in the folder and the folders of sets in it.
    static func tiffPaths() throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: path(""))
            .filter { $0.hasSuffix(".tif") }.sorted()
            .map { path($0) }
    }

    static func path(_ name: String) -> String { (folder ?? "") + "/" + name }

    /// What the generator says of the images of a kind, such as "OME-Zarr".
    static func records(_ kind: String) throws -> [String: [String: Any]] {
        try records().filter { ($0.value["kind"] as? String)?.hasPrefix(kind) ?? false }
    }

    static func records() throws -> [String: [String: Any]] {
        let data = try Data(contentsOf: URL(filePath: path("expected.json")))
        let json = try JSONSerialization.jsonObject(with: data) as? [String: Any]
        return json?["files"] as? [String: [String: Any]] ?? [:]
    }
}

/// What is known of one image of a file.
struct SyntheticImage: Sendable, CustomTestStringConvertible {
    let name: String
    let path: String
    let pixelType: PixelType
    let dimensions: Dimensions
    let levels: [PixelSize]
    /// The pattern is smooth because the file is lossy; this is how far each level may be off.
    let errorMax: [Double]?

    var testDescription: String { name }

    /// Nil for those with several images or with pixels of another kind.
    init?(_ name: String, _ record: [String: Any]) {
        guard name.hasSuffix(".tif") || record["files"] != nil,
            let type = record["dtype"] as? String, let pixels = record["pixels"] as? String,
            let pixelType = PixelType(
                rawValue: type.replacing("float32", with: "float").replacing(
                    "float64",
                    with: "double"
                )
            ),
            let x = record["sizeX"] as? Int, let y = record["sizeY"] as? Int,
            pixels == "formula" || pixels == "smooth (lossy)"
        else { return nil }
        func size(_ key: String) -> Int { record[key] as? Int ?? 1 }
        let levels = record["levels"] as? [[String: Any]] ?? [["sizeX": x, "sizeY": y]]
        let files = record["files"] as? [String]
        self.name = name
        self.pixelType = pixelType
        path = SyntheticImages.path(files.map { name + "/" + ($0.first ?? "") } ?? name)
        dimensions = Dimensions(x: x, y: y, z: size("sizeZ"), c: size("sizeC"), t: size("sizeT"))
        self.levels = levels.map {
            PixelSize(width: $0["sizeX"] as? Int ?? 0, height: $0["sizeY"] as? Int ?? 0)
        }
        errorMax =
            pixels == "formula" ? nil : levels.map { ($0["max_abs_error"] as? Double ?? 0) + 2 }
    }

    /// The sample at a place of the full resolution.
    func expected(_ plane: PlaneIndex, x: Int, y: Int) -> Double {
        errorMax == nil
            ? Self.formula(pixelType, plane, x: x, y: y) : Self.smooth(channel: plane.c, x: x, y: y)
    }

    static func formula(_ type: PixelType, _ plane: PlaneIndex, x: Int, y: Int) -> Double {
        let base = 7 * x + 13 * y + 4099 * plane.c + 257 * plane.z + 31 * plane.t
        let product = UInt32(truncatingIfNeeded: base &* 2_654_435_761)
        return switch type {
        case .bit: Double((x / 8 + y / 8 + plane.c + plane.z + plane.t) & 1)
        case .uint8: Double(UInt8(truncatingIfNeeded: base))
        case .int8: Double(Int8(truncatingIfNeeded: base))
        case .uint16: Double(UInt16(truncatingIfNeeded: base))
        case .int16: Double(Int16(truncatingIfNeeded: base))
        case .uint32: Double(product)
        case .int32: Double(Int32(bitPattern: product))
        case .float, .double: Double(base & 65535) / 4 - 1000
        }
    }

    private static func smooth(channel: Int, x: Int, y: Int) -> Double {
        let across = 60 * sin(Double(x) / Double(97 + 31 * channel))
        let down = 55 * cos(Double(y) / Double(71 + 17 * channel))
        return min(max((128 + across + down).rounded(.toNearestOrEven), 0), 255)
    }
}
