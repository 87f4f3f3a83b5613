package import Archives
package import Pixels

/// An image as an OME-TIFF file that lies nowhere: uncompressed, so that its length and the place of
/// every sample are known before, and any range can be sent.
///
/// Each plane has a directory in the order XYZCT; lower resolutions hang below it as SubIFDs.
package struct OMETIFFExport: ByteContent, ByteReader {
    private let source: any PixelSource
    private let layout: OMETIFFLayout

    /// The layout has the source's dimensions, type and levels.
    package init(_ source: any PixelSource, _ layout: OMETIFFLayout) {
        precondition(source.dimensions == layout.dimensions, "a layout of another image")
        self.source = ExportedPyramid.source(over: source)
        self.layout = layout
    }

    package var byteCount: Int { layout.byteCount }
    package func reader() -> any ByteReader { self }

    package func bytes(from offset: Int) throws -> [UInt8] {
        let (header, directories) = (layout.header, layout.directories)
        if offset < header.count { return Array(header[offset...]) }
        if offset < directories.start {
            return Array(repeating: 0, count: directories.start - offset)
        }
        if offset < layout.dataStart {
            return directories.bytes(
                from: offset,
                dataStart: layout.dataStart,
                planeBytes: layout.planeBytes
            )
        }
        let (plane, within) = (offset - layout.dataStart).quotientAndRemainder(
            dividingBy: layout.planeBytes
        )
        return try samples(plane, from: within)
    }

    /// The samples of a plane from an offset on, to the end of the tile it lies in.
    private func samples(_ number: Int, from offset: Int) throws -> [UInt8] {
        var (index, start) = (0, 0)
        while offset - start >= layout.levels[index].byteCount {
            start += layout.levels[index].byteCount
            index += 1
        }
        let level = layout.levels[index]
        let (tile, within) = (offset - start).quotientAndRemainder(dividingBy: level.chunkBytes)
        let chunk = PixelChunk(
            source.dimensions.plane(number),
            level: index,
            of: level.size,
            column: tile % level.columns,
            row: tile / level.columns,
            size: level.chunk
        )
        let bytes = try chunk.bytes(of: source)
        return within == 0 ? bytes : Array(bytes[within...])
    }
}

extension Dimensions {
    /// The plane at a place in the order XYZCT.
    fileprivate func plane(_ number: Int) -> PlaneIndex {
        PlaneIndex(z: number % z, c: number / z % c, t: number / z / c)
    }
}
