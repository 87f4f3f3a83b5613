import Archives
import HTTP
import Kernel
import Repository

/// The files that images were imported from, with their names in an archive.
struct OriginalFiles {
    struct Found {
        let name: String
        let file: StoredFile
    }

    /// Files of one archive; a folder of Zarr may hold a file for each chunk.
    static let countMax = 200_000

    private var names = MemberNames()
    private(set) var found: [Found] = []

    /// Images of one fileset share its files, which come once.
    ///
    /// - Throws: `RepositoryError.broken` when a file is not there any more, `Refusal` for too many.
    init(of images: [ImageRecord], _ catalogue: any FilesetCatalogue) throws {
        var seen: Set<Int> = []
        let firsts = images.filter { seen.insert($0.filesetID).inserted }
        for image in firsts {
            let files = try catalogue.originalFiles(ofFileset: image.filesetID)
            do throws(SystemError) {
                try add(files, isAlone: firsts.count == 1)
            } catch {
                throw RepositoryError.broken(imageID: image.id, reason: "\(error)")
            }
            guard found.count <= Self.countMax else {
                throw Refusal(.forbidden, "More than \(Self.countMax) files in one download")
            }
        }
    }

    var byteCount: Int { found.reduce(0) { $0 + $1.file.byteCount } }

    /// Keeps how the files of a set lie to one another; several sets get a folder each.
    private mutating func add(
        _ files: [OriginalFile],
        isAlone: Bool
    ) throws(SystemError) {
        guard let first = files.first else { return }
        if files.count == 1 {
            return try add(first.path, named: names.unique(first.clientPath.lastPart))
        }
        let root = files.dropFirst().reduce(Directory.parent(of: first.clientPath)) { root, file in
            root.commonFolder(with: Directory.parent(of: file.clientPath))
        }
        let folder = isAlone ? "" : names.unique(root.lastPart) + "/"
        for file in files {
            let name = folder + MemberNames.safe(String(file.clientPath.dropFirst(root.count)))
            try add(file.path, named: isAlone ? names.unique(name) : name)
        }
    }

    /// A file, or a folder with all that lies in it.
    private mutating func add(_ path: String, named name: String) throws(SystemError) {
        let identity = try FileIdentity.of(path: path)
        guard identity.isDirectory else {
            found.append(Found(name: name, file: StoredFile(path, identity)))
            return
        }
        try addFolder(path, named: name)
    }

    /// Links that lead out of the folder are passed over: what lies there was not imported.
    private mutating func addFolder(_ path: String, named name: String) throws(SystemError) {
        let root = try Directory.resolved(path) + "/"
        var pending = [(path: path, name: name)]
        while let (folder, prefix) = pending.popLast(), found.count <= Self.countMax {
            for part in try Directory.names(in: folder) {
                let path = folder + "/" + part
                guard try Directory.resolved(path).hasPrefix(root) else { continue }
                let identity = try FileIdentity.of(path: path)
                let name = prefix + "/" + MemberNames.safe(part)
                if identity.isDirectory {
                    if pending.count < Self.countMax { pending.append((path, name)) }
                } else if identity.isRegular {
                    found.append(Found(name: name, file: StoredFile(path, identity)))
                }
            }
        }
    }
}

extension String {
    /// What follows the last slash.
    fileprivate var lastPart: String { split(separator: "/").last.map(String.init) ?? "file" }

    /// The deepest folder that both folders lie in.
    fileprivate func commonFolder(with other: String) -> String {
        let parts = zip(split(separator: "/"), other.split(separator: "/")).prefix { $0 == $1 }
        return "/" + parts.map { String($0.0) }.joined(separator: "/")
    }
}
