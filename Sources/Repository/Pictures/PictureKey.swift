package import Pixels
package import Rendering

/// What a rendered picture shows and how: equal keys are equal bytes.
package struct PictureKey: Hashable, Sendable {
    /// What part of an image a picture shows.
    package enum Part: Hashable, Sendable {
        /// All of a plane, scaled until its longest side has that many pixels.
        case thumbnail(longestSide: Int)
        case thumbnailFitting(PixelSize)
        case plane
        case splitChannel
        case plot(LinePlot)
        case region(Region, level: Int, output: PixelSize)
        /// A frame with an outline in it; the digest tells its line and its colour.
        case outlined(ShapeFrame, digest: String)
    }

    package enum Encoding: Hashable, Sendable {
        case jpeg(quality: Int)
        case png
        case tiff
        case webp(quality: Int)
        case gif
    }

    package var imageID: Int
    package var version: String
    package var part: Part
    package var z: Int
    package var t: Int
    /// A text that differs when the rendering settings do.
    package var settings: String
    package var encoding: Encoding

    package init(
        imageID: Int,
        version: String,
        part: Part,
        z: Int,
        t: Int,
        settings: String,
        encoding: Encoding
    ) {
        self.imageID = imageID
        self.version = version
        self.part = part
        self.z = z
        self.t = t
        self.settings = settings
        self.encoding = encoding
    }

    /// Longest key the shared cache takes.
    package static let bytesMax = 400

    /// The key in the shared cache.
    ///
    /// Settings that are too long are replaced by their digest; what
    /// names the image never is, so no choice of settings reaches another image's picture.
    package var bytes: [UInt8] {
        let stem = "\(imageID)/\(version)/\(part.text)/\(z)/\(t)/\(encoding.text)/"
        precondition(
            stem.utf8.count + 33 <= Self.bytesMax,
            "version of \(version.utf8.count) bytes"
        )
        if stem.utf8.count + 1 + settings.utf8.count <= Self.bytesMax {
            return Array("\(stem)=\(settings)".utf8)
        }
        var digest = Digest()
        digest.add(settings.utf8)
        return Array("\(stem)#\(digest.hexadecimal)".utf8)
    }
}

extension PictureKey.Part {
    fileprivate var text: String {
        switch self {
        case .thumbnail(let side): "s\(side)"
        case .thumbnailFitting(let size): "f\(size.width)x\(size.height)"
        case .plane: "p"
        case .splitChannel: "c"
        case .plot(let plot):
            switch plot.line {
            case .row(let y): "y\(y),\(plot.width)"
            case .column(let x): "x\(x),\(plot.width)"
            }
        case .outlined(let frame, let digest):
            "o\(frame.region.x),\(frame.region.y),\(frame.region.width),\(frame.region.height)"
                + ",\(digest)"
        case .region(let region, let level, let output):
            "r\(level),\(region.x),\(region.y),\(region.width),\(region.height)"
                + ",\(output.width)x\(output.height)"
        }
    }
}

extension PictureKey.Encoding {
    fileprivate var text: String {
        switch self {
        case .jpeg(let quality): "j\(quality)"
        case .png: "p"
        case .tiff: "t"
        case .webp(let quality): "w\(quality)"
        case .gif: "g"
        }
    }
}
