import Foundation
import Kernel
import Pixels
import Rendering
import Synchronization

@testable import Repository

/// Pixels that are a ramp: the sample at x is x plus 10 times its channel.
struct RampSource: PixelSource {
    var dimensions: Dimensions
    var pixelType = PixelType.uint16
    var significantBits = 12
    var physicalSize = PhysicalSize(xMicrometres: 0.25, yMicrometres: 0.5)

    var channels: [ChannelMetadata] {
        (0..<dimensions.c).map { ChannelMetadata(name: "channel \($0)") }
    }

    var levels: [PixelSize] { [PixelSize(width: dimensions.x, height: dimensions.y)] }

    func tileSize(level: Int) -> PixelSize { PixelSize(width: 256, height: 64) }

    func read(_ plane: PlaneIndex, _ region: Region, level: Int) throws -> PixelBuffer {
        let row = (0..<region.width).map { UInt16(region.x + $0 + 10 * plane.c) }
        let samples = Array(repeatElement(row, count: region.height).joined())
        let size = PixelSize(width: region.width, height: region.height)
        return PixelBuffer(size: size, samples: .uint16(samples))
    }
}

/// A format of a line of text, in files named `.img`: a width, a number of images, other files.
///
/// `16 2 b.img` are two images 16 pixels wide whose pixels come from b.img as well. A file that
/// says anything else is broken.
final class TextReading: ImageReading {
    struct Damage: Error, CustomStringConvertible {
        let path: String
        var description: String { "\(path) is damaged" }
    }

    let openCount = Atomic<Int>(0)

    func isCandidate(_ path: String) -> Bool { path.hasSuffix(".img") }

    func open(_ path: String) throws -> OpenedFile {
        openCount.wrappingAdd(1, ordering: .relaxed)
        let main = try FileIdentity.of(path: path).isDirectory ? path + "/main" : path
        let words = try String(contentsOfFile: main, encoding: .utf8).split(separator: " ")
        guard words.count >= 2, let width = Int(words[0]), let count = Int(words[1]) else {
            throw Damage(path: path)
        }
        let others = words.dropFirst(2).map { path.folder + "/" + $0 }
        let images = (0..<count).map { series in
            OpenedImage(
                name: series == 0 ? nil : "part \(series)",
                description: "from \(path.fileName)",
                acquisitionSeconds: 1.5,
                nominalMagnification: 40,
                source: RampSource(dimensions: Dimensions(x: width, y: 4, c: 2))
            )
        }
        return OpenedFile(format: "text", files: [path] + others, images: images)
    }
}

/// Values for catalogue tests.
enum Sample {
    static let pixels = PixelsRecord(
        format: "OME-TIFF",
        dimensions: Dimensions(x: 4096, y: 2048, z: 3, c: 2, t: 5),
        pixelType: .uint16,
        significantBits: 12,
        physicalSize: PhysicalSize(xMicrometres: 0.25, yMicrometres: 0.5, zMicrometres: nil),
        nominalMagnification: 63,
        tileSize: PixelSize(width: 512, height: 256),
        levels: [PixelSize(width: 4096, height: 2048), PixelSize(width: 1024, height: 512)],
        channels: [
            ChannelRecord(
                metadata: ChannelMetadata(
                    name: "DAPI",
                    emissionWavelengthNanometres: 461,
                    excitationWavelengthNanometres: 358.5,
                    color: RGBAColor(red: 1, green: 2, blue: 255, alpha: 128)
                ),
                statistics: .init(min: -3, max: 4095.5)
            ),
            ChannelRecord(metadata: ChannelMetadata(), statistics: nil),
        ]
    )

    static func file(_ name: String, inode: UInt64 = 1) -> OriginalFile {
        OriginalFile(
            path: "/managed/" + name,
            clientPath: "/client/" + name,
            state: FileState(
                device: .max,
                inode: inode,
                sizeBytes: 100,
                modifiedNanoseconds: 1_700_000_000_123_456_789
            )
        )
    }

    static func fileset(
        _ names: String...,
        imageNames: [String] = ["image"],
        failure: String? = nil,
        datasetID: Int? = nil
    ) -> NewFileset {
        let files = names.map { file($0) }
        return NewFileset(
            files: files,
            version: FileState.version(of: files.map(\.state)),
            images: imageNames.map {
                NewImage(name: $0, description: "a cell", acquisitionSeconds: 12.5, pixels: pixels)
            },
            failure: failure,
            datasetID: datasetID,
            importedSeconds: 1_800_000_000
        )
    }
}
