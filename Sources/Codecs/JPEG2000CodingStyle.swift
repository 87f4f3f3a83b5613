/// How finely a JPEG 2000 codestream divides its picture, which is what a decoder allocates by.
///
/// The marker segments of all headers are walked (ISO/IEC 15444-1, annex A), because each tile may
/// have a style of its own. A marker that is not known here would be skipped by a decoder's own
/// rules, and is refused.
struct JPEG2000CodingStyle {
    /// Binary logarithms of the smallest edges; what is below is many structures for few pixels.
    private static let precinctExponentMin: UInt8 = 4
    private static let codeBlockExponentMin: UInt8 = 3
    private static let layersMax = 256

    private enum Marker {
        static let startOfTilePart = 0xFF90
        static let startOfData = 0xFF93
        static let endOfCodestream = 0xFFD9
        static let style = 0xFF52
        static let componentStyle = 0xFF53
        /// CAP, SIZ, TLM, PLM, PLT, CPF, QCD, QCC, RGN, POC, PPM, PPT, CRG, COM.
        static let others: Set = [
            0xFF50, 0xFF51, 0xFF55, 0xFF57, 0xFF58, 0xFF59, 0xFF5C, 0xFF5D, 0xFF5E, 0xFF5F, 0xFF60,
            0xFF61, 0xFF63, 0xFF64,
        ]
    }

    private let bytes: ArraySlice<UInt8>
    private let componentCount: Int

    /// Throws when any header of the codestream asks for more than is decoded here.
    static func check(
        _ codestream: ArraySlice<UInt8>,
        componentCount: Int
    ) throws(CodecError) {
        try JPEG2000CodingStyle(bytes: codestream, componentCount: componentCount).check()
    }

    private func check() throws(CodecError) {
        var position = bytes.startIndex + 2
        var tilePartEnd = bytes.endIndex
        while bytes.endIndex - position >= 4 {
            let marker = number(position, 2)
            if marker == Marker.endOfCodestream { return }
            if marker == Marker.startOfData {
                // Only forward, or the walk would never end.
                guard tilePartEnd >= position + 2 else {
                    let reason = "a tile-part that ends before its data"
                    throw .malformed(codec: "JPEG 2000", reason: reason)
                }
                position = tilePartEnd
                continue
            }
            let length = number(position + 2, 2)
            guard length >= 2, length <= bytes.endIndex - position - 2 else {
                throw .malformed(codec: "JPEG 2000", reason: "a header that is cut off")
            }
            let segment = bytes[(position + 4)..<(position + 2 + length)]
            switch marker {
            case Marker.startOfTilePart: tilePartEnd = try end(of: segment, at: position)
            case Marker.style: try checkStyle(segment)
            case Marker.componentStyle: try checkComponentStyle(segment)
            case _ where Marker.others.contains(marker): break
            default:
                let name = String(marker, radix: 16, uppercase: true)
                throw .unsupported(codec: "JPEG 2000", feature: "the marker \(name)")
            }
            position += 2 + length
        }
    }

    /// Where a tile-part ends that starts at a position; a length of 0 reaches to the end.
    private func end(
        of segment: ArraySlice<UInt8>,
        at position: Int
    ) throws(CodecError) -> Int {
        let headBytes = 12
        guard segment.count == 8 else {
            throw .malformed(codec: "JPEG 2000", reason: "a tile-part of another form")
        }
        let length = number(segment.startIndex + 2, 4)
        if length == 0 { return bytes.endIndex }
        guard length >= headBytes else {
            throw .malformed(codec: "JPEG 2000", reason: "a tile-part of \(length) bytes")
        }
        return min(position + length, bytes.endIndex)
    }

    /// COD: style, progression, layers, transform of components, then what COC has too.
    private func checkStyle(_ segment: ArraySlice<UInt8>) throws(CodecError) {
        guard segment.count >= 10, let style = segment.first else {
            throw .malformed(codec: "JPEG 2000", reason: "a coding style that is cut off")
        }
        guard number(segment.startIndex + 2, 2) <= Self.layersMax else {
            throw .beyondLimit(codec: "JPEG 2000", limit: "\(Self.layersMax) layers")
        }
        try checkDivision(segment.dropFirst(5), style)
    }

    /// COC: the component, its style, then how it is divided.
    private func checkComponentStyle(_ segment: ArraySlice<UInt8>) throws(CodecError) {
        let rest = segment.dropFirst(componentCount < 257 ? 1 : 2)
        guard rest.count >= 6, let style = rest.first else {
            throw .malformed(codec: "JPEG 2000", reason: "a coding style that is cut off")
        }
        try checkDivision(rest.dropFirst(), style)
    }

    /// Levels, code-blocks, their style, wavelets; then precincts when the style says so.
    private func checkDivision(
        _ bytes: ArraySlice<UInt8>,
        _ style: UInt8
    ) throws(CodecError) {
        let codeBlock = bytes.dropFirst().prefix(2).map { ($0 & 0xF) + 2 }
        guard codeBlock.allSatisfy({ $0 >= Self.codeBlockExponentMin }) else {
            let edge = 1 << Self.codeBlockExponentMin
            throw .unsupported(codec: "JPEG 2000", feature: "a code-block below \(edge) pixels")
        }
        guard style & 1 != 0 else { return }
        for precinct in bytes.dropFirst(5) {
            guard min(precinct & 0xF, precinct >> 4) >= Self.precinctExponentMin else {
                let edge = 1 << Self.precinctExponentMin
                throw .unsupported(codec: "JPEG 2000", feature: "a precinct below \(edge) pixels")
            }
        }
    }

    private func number(_ position: Int, _ width: Int) -> Int {
        bytes[position..<(position + width)].reduce(0) { $0 << 8 | Int($1) }
    }
}
