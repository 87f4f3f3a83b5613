import Pixels

extension PixelSource {
    /// Makes a caller's mistake an error like a file's, so that a server answers instead of ending.
    func requireInside(
        _ plane: PlaneIndex,
        _ region: Region,
        level: Int,
        file: String
    ) throws(ImageFormatError) {
        guard levels.indices.contains(level) else {
            throw .beyondLimit(file: file, limit: "\(levels.count) resolution levels")
        }
        guard (0..<dimensions.z).contains(plane.z), (0..<dimensions.c).contains(plane.c),
            (0..<dimensions.t).contains(plane.t)
        else {
            let size = "\(dimensions.z)×\(dimensions.c)×\(dimensions.t)"
            throw .beyondLimit(file: file, limit: "\(size) sections, channels and time points")
        }
        let size = levels[level]
        guard region.x >= 0, region.y >= 0, region.width > 0, region.height > 0,
            region.x < size.width, region.width <= size.width - region.x,
            region.y < size.height, region.height <= size.height - region.y
        else {
            throw .beyondLimit(file: file, limit: "\(size.width)×\(size.height) pixels")
        }
    }
}
