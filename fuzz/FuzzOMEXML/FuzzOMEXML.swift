import Glibc
import ImageFormats
import Pixels

/// Puts the bytes into a TIFF file of two pages as its OME-XML, opens it and reads its planes.
///
/// The file has a folder of its own: a document may name others, which lie beside it.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let document = unsafe Array(UnsafeBufferPointer(start: bytes, count: count))
    let folder = "/dev/shm/fuzz-omexml-\(getpid())"
    let path = folder + "/a.ome.tif"
    unsafe mkdir(folder, 0o700)
    guard let file = unsafe fopen(path, "w") else { return -1 }
    let whole = twoPages(describedBy: document)
    unsafe fwrite(whole, 1, whole.count, file)
    unsafe fclose(file)
    do throws(ImageFormatError) {
        try readThrough(path)
    } catch {
        // A refusal is an answer like another.
    }
    return 0
}

private func readThrough(_ path: String) throws(ImageFormatError) {
    var limits = ReadLimits()
    limits.planes = 4096
    limits.imagesPerFile = 64
    limits.xmlBytes = 1 << 20
    limits.regionShapes = 512
    limits.annotations = 64
    limits.maskBytes = 1 << 16
    let file = try ImageFile.open(path, limits: limits)
    check(file.marks, limits)
    for image in file.images {
        let size = image.source.dimensions
        precondition(image.source.channels.count == size.c)
        let region = Region(x: 0, y: 0, width: 4, height: 3)
        let last = PlaneIndex(z: size.z - 1, c: size.c - 1, t: size.t - 1)
        for plane in [PlaneIndex(z: 0, c: 0, t: 0), last] {
            do {
                _ = try image.source.read(plane, region, level: 0)
            } catch let error as ImageFormatError {
                throw error
            } catch {
                fatalError("an error of another kind: \(error)")
            }
        }
    }
}

/// What is taken over names only what there is, and is no more than it may be.
private func check(_ marks: FileMarks, _ limits: ReadLimits) {
    let regions = marks.images.flatMap(\.regions)
    precondition(regions.map(\.shapes.count).reduce(0, +) <= limits.regionShapes)
    precondition(marks.annotations.count <= limits.annotations)
    let places =
        marks.images.flatMap(\.annotations) + regions.flatMap(\.annotations)
        + regions.flatMap { $0.shapes.flatMap(\.annotations) }
    precondition(places.allSatisfy { marks.annotations.indices.contains($0) })
    for case .mask(_, _, _, _, let bits) in regions.flatMap({ $0.shapes.map(\.shape.geometry) }) {
        precondition(bits.count <= limits.maskBytes)
    }
}

/// A little-endian TIFF file of two pages of 4 × 3 bytes, one behind the other.
private func twoPages(describedBy document: [UInt8]) -> [UInt8] {
    let entryCount = 9
    let directoryBytes = 2 + entryCount * 12 + 4
    let pixels = 8 + 2 * directoryBytes
    var file: [UInt8] = [0x49, 0x49, 42, 0, 8, 0, 0, 0]
    func append(_ number: Int, _ width: Int) {
        for index in 0..<width { file.append(UInt8(truncatingIfNeeded: number >> (8 * index))) }
    }
    for page in 0..<2 {
        append(entryCount, 2)
        let fields = [
            (256, 4, 1, 4), (257, 4, 1, 3), (258, 4, 1, 8), (259, 4, 1, 1), (262, 4, 1, 1),
            (270, 2, document.count + 1, pixels + 24), (273, 4, 1, pixels + 12 * page),
            (278, 4, 1, 3), (279, 4, 1, 12),
        ]
        for (tag, type, count, value) in fields {
            append(tag, 2)
            append(type, 2)
            append(count, 4)
            append(value, 4)
        }
        append(page == 0 ? 8 + directoryBytes : 0, 4)
    }
    return file + (0..<24) + document + [0]
}
