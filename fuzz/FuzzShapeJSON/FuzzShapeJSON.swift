import HTTP
import IViewer
import Repository

/// Reads the body of a request that saves regions: whatever it holds, it is changes within the limits
/// or refused.
///
/// `fuzz/run` builds and runs this.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let input = unsafe Array(UnsafeBufferPointer(start: bytes, count: count))
    do throws(Refusal) {
        let regions = try SavedRegions(input)
        precondition(regions.changes.count <= RegionChanges.countMax)
    } catch {
        precondition(error.status == .badRequest && !error.text.isEmpty)
    }
    return 0
}
