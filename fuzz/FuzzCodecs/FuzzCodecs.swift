import Codecs

/// Decodes the bytes behind the first by the codec that the first chooses.
///
/// `Tests/CodecsTests` replays the corpus with the same choice.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    guard count > 0 else { return -1 }
    let input = unsafe Array(UnsafeBufferPointer(start: bytes + 1, count: count - 1))
    do throws(CodecError) {
        let decoded = try decode(input, by: unsafe bytes[0])
        precondition(decoded.count <= decodedBytesMax)
    } catch {
        // A refusal is an answer like another.
    }
    return 0
}

/// What keeps one input under a second and a few megabytes.
private let countMax = 1 << 16
private let decodedBytesMax = countMax * 32

private func decode(_ bytes: [UInt8], by choice: UInt8) throws(CodecError) -> [UInt8] {
    switch choice % 12 {
    case 0: try LZW.decode(bytes, countMax: countMax)
    case 1: PackBits.decode(bytes, countMax: countMax)
    case 2: try Deflate.decode(bytes, countMax: countMax)
    case 3: try Zstandard.decode(bytes, countMax: countMax)
    case 4: try LZMA.decode(bytes, countMax: countMax)
    case 5: try BZip2.decode(bytes, countMax: countMax)
    case 6: try LZ4.decode(bytes, countMax: countMax)
    case 7: try Blosc.decode(bytes, countMax: countMax)
    case 8: try JPEG.decode(bytes, pixelsMax: countMax).bytes
    case 9: try JPEG2000.decode(bytes, pixelsMax: countMax).bytes
    case 10: try PNG.decode(bytes, pixelsMax: countMax).bytes
    default: try Deflate.decode(bytes, countMax: countMax, .gzip)
    }
}
