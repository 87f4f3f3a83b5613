import Kernel

/// The files of an OME-TIFF set: those the document names, in the folder of the opened file only.
struct OMEFiles {
    /// The real folder of the opened file, symbolic links resolved.
    private let folder: String
    private let ownName: String
    private let ownPath: String
    private let ownUUID: String?
    private let countMax: Int
    private(set) var companions: [String] = []
    private var indices: [String: Int32] = [:]

    init(_ path: String, uuid: String?, _ limits: ReadLimits) throws(ImageFormatError) {
        let real = try Self.resolved(path)
        let slash = real.lastIndex(of: "/") ?? real.startIndex
        folder = String(real[..<slash])
        ownName = path.split(separator: "/").last.map { String($0) } ?? path
        ownPath = path
        ownUUID = uuid
        countMax = limits.companionFiles
    }

    /// The number of the file that a TiffData element means; 0 is the opened one.
    mutating func index(_ data: OMETiffData) throws(ImageFormatError) -> Int32 {
        guard let name = data.fileName, !name.isEmpty, name != ownName else { return 0 }
        if let index = indices[name] { return index }
        // A file that was renamed after writing still knows itself by its UUID.
        if let uuid = data.uuid, uuid == ownUUID {
            indices[name] = 0
            return 0
        }
        let path = try path(name)
        guard companions.count < countMax else {
            throw .beyondLimit(file: ownPath, limit: "\(countMax) companion files")
        }
        companions.append(path)
        indices[name] = Int32(companions.count)
        return Int32(companions.count)
    }

    /// The path of a companion by its number; nil for the opened file.
    func path(of index: Int32) -> String? { index > 0 ? companions[Int(index) - 1] : nil }

    /// The path of a named companion, which must exist inside the folder.
    func path(_ name: String) throws(ImageFormatError) -> String {
        guard !name.contains("/"), !name.contains("\\"), !name.contains("\0"), name != "..",
            name != "."
        else {
            throw .unsupported(
                file: ownPath,
                feature: "a companion outside its folder, \"\(name)\""
            )
        }
        let path = try Self.resolved(folder + "/" + name)
        guard path.hasPrefix(folder + "/"), !path.dropFirst(folder.utf8.count + 1).contains("/")
        else {
            throw .unsupported(
                file: ownPath,
                feature: "a companion outside its folder, \"\(name)\""
            )
        }
        return path
    }

    private static func resolved(_ path: String) throws(ImageFormatError) -> String {
        do throws(SystemError) {
            return try Directory.resolved(path)
        } catch {
            throw .unreadable(file: path, reason: error.description)
        }
    }
}
