import ImageFormats
import Synchronization

/// Counts what is fetched from another store.
final class CountingStore: ZarrStore {
    private let store: MemoryStore
    private let fetched = Mutex((bytes: 0, keys: [String]()))

    init(_ store: MemoryStore) { self.store = store }

    var name: String { store.name }
    var fetchedBytes: Int { fetched.withLock { $0.bytes } }
    var fetchedKeys: [String] { fetched.withLock { $0.keys } }

    private func count(_ key: String, _ value: [UInt8]?) -> [UInt8]? {
        fetched.withLock {
            $0.bytes += value?.count ?? 0
            $0.keys.append(key)
        }
        return value
    }

    func value(of key: String, countMax: Int) throws(ImageFormatError) -> [UInt8]? {
        count(key, try store.value(of: key, countMax: countMax))
    }

    func value(of key: String, in range: ZarrByteRange) throws(ImageFormatError) -> [UInt8]? {
        count(key, try store.value(of: key, in: range))
    }

    func children(of key: String) throws(ImageFormatError) -> [String] {
        try store.children(of: key)
    }
}
