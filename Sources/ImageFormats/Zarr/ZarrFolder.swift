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
        let path = file(key)
        let resolved: String
        do throws(SystemError) {
            resolved = try Directory.resolved(path)
        } catch {
            if isMissing(error) { return [] }
            throw .unreadable(file: path, reason: error.description)
        }
        try requireInside(resolved, key)
        do throws(SystemError) {
            return try Directory.names(in: resolved)
        } catch {
            throw .unreadable(file: path, reason: error.description)
        }
    }

    /// Nil when there is nothing; a link may lead to another place of the hierarchy, not out of it.
    private func open(_ key: String) throws(ImageFormatError) -> File? {
        let path: String
        let file: File
        do throws(SystemError) {
            file = try File.open(self.file(key))
            // Asked of the opened file, this cannot change any more.
            path = try file.resolvedPath()
        } catch {
            if isMissing(error) { return nil }
            throw .unreadable(file: self.file(key), reason: error.description)
        }
        try requireInside(path, key)
        return file
    }

    private func isMissing(_ error: SystemError) -> Bool {
        error.isMissingFile || error.isNotFolder
    }

    private func requireInside(_ path: String, _ key: String) throws(ImageFormatError) {
        guard path == name || path.hasPrefix(name + "/") else {
            throw .unsupported(file: file(key), feature: "a link that leads out of the folder")
        }
    }
}
