import CLinux
import Glibc

/// A small file of 64-bit words that several processes map and change without locks.
///
/// Each word is read and written whole; there is no order between different words.
@safe package final class SharedWords: @unchecked Sendable {
    package let count: Int
    private let words: UnsafeMutablePointer<UInt64>
    private let descriptor: Descriptor

    /// Maps the file, made of zeros when it is new or of another size.
    package init(path: String, count: Int) throws(SystemError) {
        let number = try check("open", path) {
            unsafe clinux_open(path, O_RDWR | O_CREAT, 0o600)
        }
        descriptor = Descriptor(owning: number)
        let length = count * MemoryLayout<UInt64>.stride
        try check("ftruncate", path) { ftruncate(number, length) }
        try check("fallocate", path) { clinux_fallocate(number, Int64(length)) }
        let address = unsafe mmap(nil, length, PROT_READ | PROT_WRITE, MAP_SHARED, number, 0)
        guard let address = unsafe address, unsafe address != MAP_FAILED else {
            throw SystemError(call: "mmap", subject: path, code: errno)
        }
        self.count = count
        unsafe words = address.bindMemory(to: UInt64.self, capacity: count)
    }

    deinit { unsafe munmap(words, count * MemoryLayout<UInt64>.stride) }

    package subscript(index: Int) -> UInt64 {
        get {
            precondition(index >= 0 && index < count)
            return unsafe clinux_load(words + index)
        }
        set {
            precondition(index >= 0 && index < count)
            unsafe clinux_store(words + index, newValue)
        }
    }

    /// Adds and answers the new value; the sum wraps.
    @discardableResult
    package func add(_ amount: UInt64, at index: Int) -> UInt64 {
        precondition(index >= 0 && index < count)
        return unsafe clinux_add(words + index, amount)
    }
}
