package import Archives
import JSON
package import Pixels

/// An image as the files of an OME-Zarr 0.4 (Zarr 2): every chunk uncompressed and of equal length,
/// so that the lengths of all files are known before one is made.
package struct OMEZarrExport {
    package struct File: Sendable {
        /// Relative to the image's folder.
        package let path: String
        package let content: any ByteContent
    }

    private let source: any PixelSource
    private let text: OMEImageText
    private let levels: [Level]

    /// Files of one image; larger chunks keep a large image below it.
    package static let filesMax = 50_000
    private static let edges = [512, 1024, 2048, 4096]
    private static let chunkBytesMax = 1 << 25

    private struct Level: Sendable {
        let size: PixelSize
        let chunk: PixelSize
        var columns: Int { (size.width + chunk.width - 1) / chunk.width }
        var rows: Int { (size.height + chunk.height - 1) / chunk.height }
    }

    /// Nil for an image that would be more than `filesMax` files.
    package init?(_ source: any PixelSource, _ text: OMEImageText) {
        let source = ExportedPyramid.source(over: source)
        self.source = source
        self.text = text
        let size = source.dimensions
        let fitting = Self.edges.lazy
            .filter { $0 * $0 * source.pixelType.byteCount <= Self.chunkBytesMax }
            .map { edge in
                source.levels.map { size in
                    let width = min(size.width, edge)
                    let chunk = PixelSize(width: width, height: min(size.height, edge))
                    return Level(size: size, chunk: chunk)
                }
            }
            .first { levels in
                let chunks = levels.reduce(0) { $0 + $1.columns * $1.rows }
                return chunks * size.z * size.c * size.t <= Self.filesMax
            }
        guard let fitting else { return nil }
        levels = fitting
    }

    /// Documents first, then the chunks of each level in their order.
    package var files: [File] {
        var files = [document(".zgroup", ["zarr_format": 2]), document(".zattrs", attributes)]
        for (index, level) in levels.enumerated() {
            files.append(document("\(index)/.zarray", array(level)))
        }
        for (index, level) in levels.enumerated() { files += chunks(index, level) }
        return files
    }

    private func document(_ path: String, _ json: JSONValue) -> File {
        File(path: path, content: BytesContent(json.bytes))
    }

    private func chunks(_ index: Int, _ level: Level) -> [File] {
        let size = source.dimensions
        var files: [File] = []
        for t in 0..<size.t {
            for c in 0..<size.c {
                for z in 0..<size.z {
                    for row in 0..<level.rows {
                        for column in 0..<level.columns {
                            let chunk = PixelChunk(
                                PlaneIndex(z: z, c: c, t: t),
                                level: index,
                                of: level.size,
                                column: column,
                                row: row,
                                size: level.chunk
                            )
                            let path = "\(index)/\(t)/\(c)/\(z)/\(row)/\(column)"
                            let content = ChunkContent(source: source, chunk: chunk)
                            files.append(File(path: path, content: content))
                        }
                    }
                }
            }
        }
        return files
    }

    private func array(_ level: Level) -> JSONValue {
        let size = source.dimensions
        let shape = [size.t, size.c, size.z, level.size.height, level.size.width]
        let chunk = [1, 1, 1, level.chunk.height, level.chunk.width]
        return [
            "zarr_format": 2, "shape": .array(shape.map(JSONValue.integer)),
            "chunks": .array(chunk.map(JSONValue.integer)),
            "dtype": .string(source.pixelType.numpyName), "compressor": .null, "filters": .null,
            "fill_value": 0, "order": "C", "dimension_separator": "/",
        ]
    }

    private var attributes: JSONValue {
        var axes: [JSONValue] = [
            ["name": "t", "type": "time"], ["name": "c", "type": "channel"],
        ]
        let size = source.physicalSize
        let lengths = [
            ("z", size.zMicrometres), ("y", size.yMicrometres), ("x", size.xMicrometres),
        ]
        for (name, length) in lengths {
            var members = [JSONValue.Member("name", .string(name)), .init("type", "space")]
            // A scale that only counts pixels has no unit.
            if length != nil { members.append(.init("unit", "micrometer")) }
            axes.append(.object(members))
        }
        let multiscale: JSONValue = [
            "version": "0.4", "name": .string(text.name), "axes": .array(axes),
            "datasets": .array(levels.indices.map(dataset)),
        ]
        return ["multiscales": [multiscale], "omero": omero]
    }

    /// Micrometres where the source knows them, pixels of the full image where it does not.
    private func dataset(_ index: Int) -> JSONValue {
        let size = source.physicalSize
        let (full, level) = (levels[0].size, levels[index].size)
        let scale = [
            1, 1, size.zMicrometres ?? 1,
            (size.yMicrometres ?? 1) * Double(full.height) / Double(level.height),
            (size.xMicrometres ?? 1) * Double(full.width) / Double(level.width),
        ]
        let transformation: JSONValue = [
            "type": "scale", "scale": .array(scale.map(JSONValue.number)),
        ]
        return [
            "path": .string("\(index)"), "coordinateTransformations": [transformation],
        ]
    }

    private var omero: JSONValue {
        let channels = text.channels.enumerated().map { index, channel in
            var members: [JSONValue.Member] = [
                .init("label", .string(channel.name ?? "\(index)")),
                .init("active", .boolean(channel.isActive ?? true)),
                .init("color", .string((channel.color ?? .white).hexadecimal)),
            ]
            if let window = channel.window {
                let (low, high) = (
                    JSONValue.number(window.lowerBound), JSONValue.number(window.upperBound)
                )
                members.append(
                    .init("window", ["min": low, "max": high, "start": low, "end": high])
                )
            }
            return JSONValue.object(members)
        }
        return ["name": .string(text.name), "channels": .array(channels)]
    }
}

/// One chunk as a file.
private struct ChunkContent: ByteContent, ByteReader {
    let source: any PixelSource
    let chunk: PixelChunk

    var byteCount: Int { chunk.size.width * chunk.size.height * source.pixelType.byteCount }
    func reader() -> any ByteReader { self }
    func bytes(from offset: Int) throws -> [UInt8] {
        let bytes = try chunk.bytes(of: source)
        return offset == 0 ? bytes : Array(bytes[offset...])
    }
}

extension PixelType {
    /// NumPy's name of the type, the lowest byte first.
    fileprivate var numpyName: String {
        switch self {
        case .bit, .uint8: "|u1"
        case .int8: "|i1"
        case .int16: "<i2"
        case .uint16: "<u2"
        case .int32: "<i4"
        case .uint32: "<u4"
        case .float: "<f4"
        case .double: "<f8"
        }
    }
}

extension RGBAColor {
    fileprivate static let white = RGBAColor(red: 255, green: 255, blue: 255)

    /// `RRGGBB`.
    fileprivate var hexadecimal: String {
        [red, green, blue].map { component in
            (component < 16 ? "0" : "") + String(component, radix: 16, uppercase: true)
        }.joined()
    }
}
