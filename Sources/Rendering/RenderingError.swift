package import Pixels

/// Why something cannot be rendered.
package enum RenderingError: Error, Equatable, CustomStringConvertible {
    case noSuchLevel(Int, count: Int)
    case noSuchSection(z: Int, count: Int)
    case noSuchTimePoint(t: Int, count: Int)
    case regionOutside(x: Int, y: Int, width: Int, height: Int)
    case tooManyPixels(width: Int, height: Int, limit: Int)
    /// A format has no room for a side of the picture.
    case tooLongSide(width: Int, height: Int, limit: Int)
    case projectionTooLarge(pixels: Int, sections: Int, bytesMax: Int)
    case coefficient(channel: Int, Double)
    /// A source delivered another number of samples than it was asked for.
    case wrongSampleCount(expected: Int, found: Int)
    case wrongSampleType(expected: PixelType)

    package var description: String {
        switch self {
        case .noSuchLevel(let level, let count): "level \(level) of \(count)"
        case .noSuchSection(let z, let count): "section \(z) of \(count)"
        case .noSuchTimePoint(let t, let count): "time point \(t) of \(count)"
        case .regionOutside(let x, let y, let width, let height):
            "the region \(x),\(y),\(width),\(height) is outside the image"
        case .tooManyPixels(let width, let height, let limit):
            "\(width)×\(height) pixels are more than \(limit)"
        case .tooLongSide(let width, let height, let limit):
            "a side of \(width)×\(height) pixels is longer than \(limit)"
        case .projectionTooLarge(let pixels, let sections, let limit):
            "\(sections) sections of \(pixels) pixels are more than \(limit) bytes to project"
        case .coefficient(let channel, let value):
            "the coefficient of channel \(channel + 1) must be above 0, not \(value)"
        case .wrongSampleCount(let expected, let found):
            "\(found) samples were read where \(expected) were asked for"
        case .wrongSampleType(let type): "samples were read that are not \(type.rawValue)"
        }
    }
}
