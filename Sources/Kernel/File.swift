import CLinux
import Glibc

/// A regular file open for reading, from any thread, at given offsets.
package final class File: Sendable {
    package let path: String
    package let identity: FileIdentity
    package let descriptor: Descriptor

    package var sizeBytes: Int { identity.sizeBytes }

    private init(path: String, identity: FileIdentity, descriptor: Descriptor) {
        self.path = path
        self.identity = identity
        self.descriptor = descriptor
    }

    /// Opens a regular file; anything else at that path is refused as EINVAL.
    package static func open(_ path: String) throws(SystemError) -> File {
        let number = try check("open", path) {
            unsafe clinux_open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY, 0)
        }
        let descriptor = Descriptor(owning: number)
        let identity = try FileIdentity.of(descriptor: descriptor, path: path)
        guard identity.isRegular else {
            throw SystemError(call: "open", subject: path, code: EINVAL)
        }
        return File(path: path, identity: identity, descriptor: descriptor)
    }

    /// The path the opened file has now, links resolved, as the kernel knows it (proc(5)).
    package func resolvedPath() throws(SystemError) -> String {
        let link = "/proc/self/fd/\(descriptor.number)"
        var failure: SystemError?
        let resolved = unsafe String(unsafeUninitializedCapacity: Int(PATH_MAX)) { target in
            do throws(SystemError) {
                return try check("readlink", path) {
                    guard let first = target.baseAddress else { return 0 }
                    return unsafe first.withMemoryRebound(to: CChar.self, capacity: target.count) {
                        unsafe readlink(link, $0, target.count)
                    }
                }
            } catch {
                failure = error
                return 0
            }
        }
        if let failure { throw failure }
        return resolved
    }

    /// Reads up to `count` bytes from `offset`; fewer only at the end of the file.
    package func read(at offset: Int, count: Int) throws(SystemError) -> [UInt8] {
        try readSamples(at: offset, count: count, as: UInt8.self)
    }

    /// Reads up to `count` values as they lie in the file; fewer only at its end.
    package func readSamples<Sample: BitwiseCopyable>(
        at offset: Int,
        count: Int,
        as type: Sample.Type
    ) throws(SystemError) -> [Sample] {
        var failure: SystemError?
        let samples = unsafe [Sample](unsafeUninitializedCapacity: count) { target, initialized in
            let bytes = UnsafeMutableRawBufferPointer(target)
            do throws(SystemError) {
                let length = try unsafe fill(bytes, from: offset)
                initialized = length / MemoryLayout<Sample>.stride
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        return samples
    }

    private func fill(
        _ bytes: UnsafeMutableRawBufferPointer,
        from offset: Int
    ) throws(SystemError) -> Int {
        var done = 0
        while done < bytes.count {
            let length = try check("pread", path) {
                unsafe pread(
                    descriptor.number,
                    bytes.baseAddress?.advanced(by: done),
                    bytes.count - done,
                    offset + done
                )
            }
            if length == 0 { break }
            done += length
        }
        return done
    }
}
