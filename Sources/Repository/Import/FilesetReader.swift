import Kernel
import Pixels
import Rendering

/// Reads from a set of files what the catalogue keeps about it.
struct FilesetReader: Sendable {
    let reading: any ImageReading

    /// Bytes of pixels that are read to measure one channel.
    private static let measuredBytesMax = 64 << 20

    /// The states of the opened file and of those it refers to, the opened one first.
    func files(of opened: OpenedFile, at path: String, state: FileState) throws -> [OriginalFile] {
        var files = [OriginalFile(path: path, clientPath: path, state: state)]
        for name in opened.files {
            let resolved = try Directory.resolved(name)
            guard !files.contains(where: { $0.path == resolved }) else { continue }
            let state = FileState(try FileIdentity.of(path: resolved))
            files.append(OriginalFile(path: resolved, clientPath: resolved, state: state))
        }
        return files
    }

    func images(of opened: OpenedFile, at path: String) throws -> [NewImage] {
        guard !opened.images.isEmpty else { throw ImportError.noImages(path: path) }
        return try opened.images.enumerated().map { series, image in
            NewImage(
                name: name(of: image, series, of: opened, at: path),
                description: image.description ?? "",
                acquisitionSeconds: image.acquisitionSeconds,
                place: image.place,
                pixels: try pixels(of: image, format: opened.format)
            )
        }
    }

    /// A single image is named by its file; others add what the file calls them, or their number.
    private func name(
        of image: OpenedImage,
        _ series: Int,
        of opened: OpenedFile,
        at path: String
    ) -> String {
        // The field of a plate: `Plate [Well A1, Field 1]`.
        if let name = image.name, name.hasSuffix("]") { return name }
        guard opened.images.count > 1 else { return path.fileName }
        if let name = image.name, !name.isEmpty { return "\(path.fileName) [\(name)]" }
        return "\(path.fileName) #\(series + 1)"
    }

    private func pixels(of image: OpenedImage, format: String) throws -> PixelsRecord {
        let source = image.source
        let channels = try source.channels.enumerated().map { index, metadata in
            ChannelRecord(
                metadata: metadata,
                statistics: try PixelStatistics.measure(
                    source,
                    channel: index,
                    bytesMax: Self.measuredBytesMax
                )
            )
        }
        return PixelsRecord(
            format: format,
            dimensions: source.dimensions,
            pixelType: source.pixelType,
            significantBits: source.significantBits,
            physicalSize: source.physicalSize,
            nominalMagnification: image.nominalMagnification,
            tileSize: source.tileSize(level: 0),
            levels: source.levels,
            channels: channels
        )
    }

    /// Whether every file is still in the state it was imported in.
    func isUnchanged(_ files: [OriginalFile]) -> Bool {
        files.allSatisfy { file in
            do throws(SystemError) {
                return FileState(try FileIdentity.of(path: file.clientPath)) == file.state
            } catch {
                // A file that is gone or out of reach is not as it was.
                return false
            }
        }
    }
}
