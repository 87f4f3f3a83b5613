import Foundation
import Pixels
import TestSupport

/// What another reader saw in a foreign image: the records of `expected.json`.
struct ExpectedImage {
    struct Probe {
        let plane: PlaneIndex
        let x: Int
        let y: Int
        let value: Double
    }

    struct Channel {
        let index: Int
        let min: Double
        let max: Double
        /// Over all planes, where that is known.
        let stackMin: Double?
        let stackMax: Double?
    }

    struct Unexpected: Error { let name: String }

    let dimensions: Dimensions
    let pixelType: PixelType
    let levels: [PixelSize]
    let probes: [Probe]
    let channels: [Channel]
    /// SHA-256 of the bytes of planes at full resolution, of those that are recorded.
    let planeChecksums: [(plane: PlaneIndex, checksum: String)]
    /// SHA-256 of the bytes of channel 0 by level.
    let levelChecksums: [String]

    static func record(_ name: String) throws -> [String: Any] {
        let data = try Data(contentsOf: URL(filePath: TestData.path("dev/expected.json")))
        let all = try JSONSerialization.jsonObject(with: data) as? [String: [String: Any]]
        guard let record = all?[name] else { throw Unexpected(name: name) }
        return record
    }

    init(_ name: String) throws {
        let record = try Self.record(name)
        let series = (record["series"] as? [[String: Any]])?.first ?? record["image"]
        guard let series = series as? [String: Any] else { throw Unexpected(name: name) }
        try self.init(series)
    }

    /// A field of a plate.
    init(_ name: String, field: String) throws {
        let fields = try Self.record(name)["fields"] as? [String: [String: Any]]
        guard let series = fields?[field] else { throw Unexpected(name: field) }
        try self.init(series)
    }

    private init(_ series: [String: Any]) throws {
        func size(_ key: String, _ record: [String: Any]) throws -> Int {
            guard let number = record[key] as? Int else { throw Unexpected(name: key) }
            return number
        }
        dimensions = Dimensions(
            x: try size("sizeX", series),
            y: try size("sizeY", series),
            z: try size("sizeZ", series),
            c: try size("sizeC", series),
            t: try size("sizeT", series)
        )
        let type = (series["dtype"] as? String ?? "").replacing("float32", with: "float")
        guard let pixelType = PixelType(rawValue: type) else { throw Unexpected(name: type) }
        self.pixelType = pixelType
        let levels = try (series["levels"] as? [[String: Any]] ?? []).map {
            PixelSize(width: try size("sizeX", $0), height: try size("sizeY", $0))
        }
        self.levels =
            levels.isEmpty ? [PixelSize(width: dimensions.x, height: dimensions.y)] : levels
        /// Foundation reads the last digits of a number differently; the samples have fewer.
        func rounded(_ value: Double) -> Double {
            pixelType == .float ? Double(Float(value)) : value
        }
        probes = (series["probes"] as? [[Any]] ?? []).compactMap { probe in
            guard let at = probe[0] as? [Int], let value = probe[1] as? Double else { return nil }
            let plane = PlaneIndex(z: at[1], c: at[0], t: at[2])
            return Probe(plane: plane, x: at[4], y: at[3], value: rounded(value))
        }
        channels = (series["channels"] as? [[String: Any]] ?? []).compactMap { channel in
            guard let index = channel["c"] as? Int, let min = channel["min"] as? Double,
                let max = channel["max"] as? Double
            else { return nil }
            return Channel(
                index: index,
                min: rounded(min),
                max: rounded(max),
                stackMin: channel["stack_min"] as? Double,
                stackMax: channel["stack_max"] as? Double
            )
        }
        let planes = series["planes"] as? [String: String] ?? [:]
        planeChecksums = try planes.map { key, checksum in
            // Such as c0z1t2.
            let numbers = key.split { !$0.isNumber }.compactMap { Int($0) }
            guard numbers.count == 3 else { throw Unexpected(name: key) }
            return (PlaneIndex(z: numbers[1], c: numbers[0], t: numbers[2]), checksum)
        }
        levelChecksums = (series["levels"] as? [[String: Any]] ?? []).compactMap {
            $0["sha256_plane_c0"] as? String
        }
        guard probes.count == 9, !channels.isEmpty else { throw Unexpected(name: "probes") }
    }
}

extension PixelBuffer {
    /// The samples of any type as numbers that can be compared.
    var doubles: [Double] {
        switch samples {
        case .uint8(let values): values.map { Double($0) }
        case .int8(let values): values.map { Double($0) }
        case .uint16(let values): values.map { Double($0) }
        case .int16(let values): values.map { Double($0) }
        case .uint32(let values): values.map { Double($0) }
        case .int32(let values): values.map { Double($0) }
        case .float(let values): values.map { Double($0) }
        case .double(let values): values
        }
    }
}

extension PixelSource {
    /// One plane at full resolution.
    func whole(_ plane: PlaneIndex) throws -> PixelBuffer {
        let whole = Region(x: 0, y: 0, width: dimensions.x, height: dimensions.y)
        return try read(plane, whole, level: 0)
    }
}
