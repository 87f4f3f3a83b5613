import HTTP
import Repository
import WebAPI

/// Reads the first line as a query and the rest as the body of an object that is to be saved:
/// whatever it holds, it is an object with a name or refused.
///
/// `fuzz/run` builds and runs this.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let input = unsafe Array(UnsafeBufferPointer(start: bytes, count: count))
    let line = input.prefix { $0 != 0x0A }
    let request = Request(
        method: .post,
        target: RequestTarget(path: "/", query: String(decoding: line, as: UTF8.self)),
        body: Array(input.dropFirst(line.count + 1))
    )
    for isNew in [true, false] {
        do {
            let object = try SavedObject(request, isNew: isNew)
            precondition((object.id == nil) == isNew && !object.texts.name.isEmpty)
        } catch is Refusal {
            continue
        } catch is QueryError {
            continue
        } catch {
            fatalError("an error of another kind: \(error)")
        }
    }
    return 0
}
