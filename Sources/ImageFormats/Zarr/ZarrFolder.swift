import Kernel

/// A Zarr hierarchy in a folder of the local disk: a key is a path below it.
struct ZarrFolder: ZarrStore {
    /// The path without links.
    let name: String

    init(_ path: String) throws(ImageFormatError) {
        do throws(SystemError) {
            name = try Directory.resolved(path)
        } catch {
            throw .unreadable(file: path, reason: error.description)
        }
    }

    func value(of key: String, countMax: Int) throws(ImageFormatError) -> [UInt8]? {
        guard let file = try open(key) else { return nil }
        guard file.sizeBytes <= countMax else {
            throw .beyondLimit(file: file.path, limit: "\(countMax) bytes")
        }
        return try file.readOrFail(at: 0, count: file.sizeBytes)
    }

    func value(of key: String, in range: ZarrByteRange) throws(ImageFormatError) -> [UInt8]? {
        guard let file = try open(key) else { return nil }
        let size = file.sizeBytes
        switch range {
        case .bytes(let offset, let count):
            guard offset < size else { return [] }
            return try file.readOrFail(at: offset, count: min(count, size - offset))
        case .last(let count):
            let held = min(count, size)
            return try file.readOrFail(at: size - held, count: held)
        }
    }

    func children(of key: String) throws(ImageFormatError) -> [String] {
        guard let path = try path(of: key) else { return [] }
        do throws(SystemError) {
            return try Directory.names(in: path)
        } catch {
            throw .unreadable(file: path, reason: error.description)
        }
    }

    private func open(_ key: String) throws(ImageFormatError) -> File? {
        guard let path = try path(of: key) else { return nil }
        return try File.openOrFail(path)
    }

    /// Nil when there is nothing; a link may lead to another place of the hierarchy, not out of it.
    private func path(of key: String) throws(ImageFormatError) -> String? {
        guard !key.isEmpty else { return name }
        let resolved: String
        do throws(SystemError) {
            resolved = try Directory.resolved(file(key))
        } catch {
            if error.isMissingFile || error.isNotFolder { return nil }
            throw .unreadable(file: file(key), reason: error.description)
        }
        guard resolved.hasPrefix(name + "/") else {
            throw .unsupported(file: file(key), feature: "a link that leads out of the folder")
        }
        return resolved
    }
}
