import Glibc
import ImageFormats
import Pixels

/// Opens the bytes as a file and reads its planes: whatever they are, the process must live.
///
/// `OMERO_FUZZ=1 swift build --sanitize=fuzzer --product FuzzTIFF`, then
/// `.build/debug/FuzzTIFF fuzz/corpus/FuzzTIFF`.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let path = "/dev/shm/fuzz-tiff-\(getpid()).tif"
    guard let file = unsafe fopen(path, "w") else { return -1 }
    unsafe fwrite(bytes, 1, count, file)
    unsafe fclose(file)
    do throws(ImageFormatError) {
        try readThrough(path)
    } catch {
        // A refusal is an answer like another.
    }
    return 0
}

private func readThrough(_ path: String) throws(ImageFormatError) {
    let limits = smallLimits()
    for image in try ImageFile.open(path, limits: limits).images.prefix(4) {
        let size = image.source.dimensions
        for level in image.source.levels.indices {
            let edges = image.source.levels[level]
            let region = Region(
                x: 0,
                y: 0,
                width: min(edges.width, 64),
                height: min(edges.height, 64)
            )
            for plane in [
                PlaneIndex(z: 0, c: 0, t: 0),
                PlaneIndex(z: size.z - 1, c: size.c - 1, t: size.t - 1),
            ] {
                do {
                    _ = try image.source.read(plane, region, level: level)
                } catch let error as ImageFormatError {
                    throw error
                } catch {
                    fatalError("an error of another kind: \(error)")
                }
            }
        }
    }
}

/// Limits that keep one input under a second and a few megabytes.
private func smallLimits() -> ReadLimits {
    var limits = ReadLimits()
    limits.directories = 256
    limits.planes = 4096
    limits.decodedChunkBytes = 4 << 20
    limits.decodedBytesPerRead = 16 << 20
    limits.xmlBytes = 1 << 20
    limits.picturePixels = 1 << 20
    return limits
}
