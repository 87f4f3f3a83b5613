import Glibc
import ImageFormats

/// Opens the bytes behind the first as the index of a slide of several files, of Hamamatsu or MIRAX
/// as the first byte chooses.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    guard count > 0 else { return -1 }
    let folder = "/dev/shm/fuzz-slide-\(getpid())"
    unsafe mkdir(folder, 0o700)
    unsafe mkdir(folder + "/a", 0o700)
    let isMIRAX = unsafe bytes[0] & 1 == 1
    let index = folder + (isMIRAX ? "/a/Slidedat.ini" : "/a.vms")
    guard let file = unsafe fopen(index, "w") else { return -1 }
    unsafe fwrite(bytes + 1, 1, count - 1, file)
    unsafe fclose(file)
    let slide = folder + (isMIRAX ? "/a.mrxs" : "/a.vms")
    if isMIRAX, let file = unsafe fopen(slide, "w") { unsafe fclose(file) }
    do throws(ImageFormatError) {
        let images = try ImageFile.open(slide).images
        precondition(!images.isEmpty)
    } catch {
        // A refusal is an answer like another.
    }
    return 0
}
