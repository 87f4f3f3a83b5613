/// What the first marker segment of a JPEG 2000 codestream declares (ISO/IEC 15444-1, A.5.1).
struct JPEG2000Header {
    struct Component: Equatable {
        let precision: Int
        let isSigned: Bool
        /// Pixels of the picture that one sample covers, across and down.
        let stepX: Int
        let stepY: Int
    }

    static let componentsMax = 16
    static let precisionMax = 16
    static let stepMax = 4
    static let tilesMax = 4096
    /// Of all components; the decoder works with two numbers of four bytes for each.
    static let samplesMax = 32 << 20

    let width: Int
    let height: Int
    let components: [Component]

    /// Reads and checks the sizes of a codestream, before a decoder allocates anything for them.
    init(_ codestream: ArraySlice<UInt8>, pixelsMax: Int) throws(CodecError) {
        let bytes = Array(codestream.prefix(Self.fixedBytes + Self.componentsMax * 3))
        guard bytes.count >= Self.fixedBytes, bytes.starts(with: [0xFF, 0x4F, 0xFF, 0x51]) else {
            throw .malformed(codec: "JPEG 2000", reason: "no codestream with a size")
        }
        func number(_ position: Int) -> Int {
            bytes[position..<(position + 4)].reduce(0) { $0 << 8 | Int($1) }
        }
        let (right, bottom, left, top) = (number(8), number(12), number(16), number(20))
        guard left < right, top < bottom else {
            throw .malformed(codec: "JPEG 2000", reason: "a picture without pixels")
        }
        (width, height) = (right - left, bottom - top)
        let (area, isTooLarge) = width.multipliedReportingOverflow(by: height)
        guard !isTooLarge, area <= pixelsMax else {
            throw .beyondLimit(codec: "JPEG 2000", limit: "\(pixelsMax) pixels")
        }
        try Self.checkTiles(
            across: (number(32), right, number(24)),
            down: (number(36), bottom, number(28))
        )
        components = try Self.components(bytes)
        guard area <= Self.samplesMax / components.count else {
            throw .beyondLimit(codec: "JPEG 2000", limit: "\(Self.samplesMax) samples")
        }
        try JPEG2000CodingStyle.check(codestream, componentCount: components.count)
    }

    /// Bytes of the markers and of the segment before its list of components.
    private static let fixedBytes = 42

    private typealias TileAxis = (start: Int, end: Int, edge: Int)

    private static func checkTiles(across: TileAxis, down: TileAxis) throws(CodecError) {
        guard across.edge > 0, down.edge > 0, across.start < across.end, down.start < down.end
        else { throw .malformed(codec: "JPEG 2000", reason: "tiles without pixels") }
        let columns = (across.end - across.start - 1) / across.edge + 1
        let rows = (down.end - down.start - 1) / down.edge + 1
        // Each is below 2^32.
        guard columns <= tilesMax, rows <= tilesMax, columns * rows <= tilesMax else {
            throw .beyondLimit(codec: "JPEG 2000", limit: "\(tilesMax) tiles")
        }
    }

    private static func components(_ bytes: [UInt8]) throws(CodecError) -> [Component] {
        let count = Int(bytes[40]) << 8 | Int(bytes[41])
        guard count <= componentsMax else {
            throw .beyondLimit(codec: "JPEG 2000", limit: "\(componentsMax) components")
        }
        guard count > 0, bytes.count >= fixedBytes + 3 * count else {
            throw .malformed(codec: "JPEG 2000", reason: "\(count) components")
        }
        var components: [Component] = []
        for position in stride(from: fixedBytes, to: fixedBytes + 3 * count, by: 3) {
            let component = Component(
                precision: Int(bytes[position] & 0x7F) + 1,
                isSigned: bytes[position] & 0x80 != 0,
                stepX: Int(bytes[position + 1]),
                stepY: Int(bytes[position + 2])
            )
            guard component.precision <= precisionMax else {
                let feature = "\(component.precision) bits per sample"
                throw .unsupported(codec: "JPEG 2000", feature: feature)
            }
            guard (1...stepMax).contains(component.stepX), (1...stepMax).contains(component.stepY)
            else {
                let feature = "subsampling by \(component.stepX)×\(component.stepY)"
                throw .unsupported(codec: "JPEG 2000", feature: feature)
            }
            components.append(component)
        }
        return components
    }
}
