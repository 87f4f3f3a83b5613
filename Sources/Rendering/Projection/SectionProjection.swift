package import Pixels

/// A projection held against an image: which of its sections are seen as one.
package struct SectionProjection: Hashable, Sendable {
    package let algorithm: Projection.Algorithm
    /// Both ends included, for all three algorithms.
    package let sections: ClosedRange<Int>
    /// Most bytes of one channel that may be read.
    package let bytesMax: Int

    /// What OMERO calls max_projection_bytes.
    package static let defaultBytesMax = 256 << 20

    /// Ends beyond the image's sections are moved to its first and last one.
    package init(
        _ projection: Projection,
        sectionCount: Int,
        bytesMax: Int = SectionProjection.defaultBytesMax
    ) {
        let last = max(sectionCount - 1, 0)
        let asked = projection.sections ?? 0...last
        algorithm = projection.algorithm
        sections = min(max(asked.lowerBound, 0), last)...min(max(asked.upperBound, 0), last)
        self.bytesMax = bytesMax
    }

    /// A part of keys of caches.
    package var cacheKey: String {
        "\(algorithm.rawValue)\(sections.lowerBound):\(sections.upperBound)"
    }

    /// The image as it looks through the projection: it has one section.
    ///
    /// - Parameter pixels: how many of each section are to be read.
    package func applied(
        to source: any PixelSource,
        pixels: Int
    ) throws(RenderingError) -> any PixelSource {
        let sampleBytes = sections.count * source.pixelType.byteCount
        let (bytes, isTooMany) = pixels.multipliedReportingOverflow(by: sampleBytes)
        guard !isTooMany, bytes <= bytesMax else {
            throw .projectionTooLarge(pixels: pixels, sections: sections.count, bytesMax: bytesMax)
        }
        guard sections.upperBound < source.dimensions.z else {
            throw .noSuchSection(z: sections.upperBound, count: source.dimensions.z)
        }
        return ProjectedSource(source, self)
    }
}
