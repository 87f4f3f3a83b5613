import Kernel

/// The files of a slide that is a folder of them: those that its index names.
enum SlideMembers {
    /// Of the index: lines of names and values, in UTF-8.
    private static let indexBytesMax = 1 << 20

    /// The opened file first; it alone when the format has no other.
    ///
    /// A name that leads out of the folder is refused: OpenSlide would follow it.
    static func paths(
        of path: String,
        _ limits: ReadLimits
    ) throws(ImageFormatError) -> [String] {
        let name = path.lowercased()
        if name.hasSuffix(".mrxs") {
            let folder = String(path.dropLast(".mrxs".count))
            let index = folder + "/Slidedat.ini"
            return [path, index]
                + (try members(of: index, in: folder, ["FILE_", "INDEXFILE"], limits))
        }
        if name.hasSuffix(".vms") || name.hasSuffix(".vmu") {
            let folder = Directory.parent(of: path)
            let keys = ["ImageFile", "MacroImage", "MapFile", "OptimisationFile"]
            return [path] + (try members(of: path, in: folder, keys, limits))
        }
        return [path]
    }

    private static func members(
        of index: String,
        in folder: String,
        _ keys: [String],
        _ limits: ReadLimits
    ) throws(ImageFormatError) -> [String] {
        var members: [String] = []
        for line in try lines(of: index) {
            let pair = line.text.split(separator: "=", maxSplits: 1)
            guard pair.count == 2, keys.contains(where: { pair[0].hasPrefix($0) }) else { continue }
            let name = pair[1].drop { $0 == " " }
            guard !name.contains("/"), !name.contains("\\") else {
                let expected = "a name in the folder of the slide, not \(name)"
                throw .malformed(file: index, offset: line.offset, expected: expected)
            }
            let member = folder + "/" + name
            // Counts are among the values too, and what is not there the library misses itself.
            guard Directory.exists(member), !members.contains(member) else { continue }
            guard members.count < limits.companionFiles else {
                throw .beyondLimit(file: index, limit: "\(limits.companionFiles) files of a slide")
            }
            members.append(member)
        }
        return members
    }

    private static func lines(
        of index: String
    ) throws(ImageFormatError) -> [(offset: Int, text: String)] {
        let file = try File.openOrFail(index)
        guard file.sizeBytes <= indexBytesMax else {
            throw .beyondLimit(file: index, limit: "\(indexBytesMax) bytes of an index of a slide")
        }
        let bytes = try file.readOrFail(at: 0, count: file.sizeBytes)
        return bytes.split { $0 == 0x0A || $0 == 0x0D }.map { line in
            let text = line.drop { $0 == 0x20 || $0 == 0x09 }
            return (line.startIndex, String(decoding: text, as: UTF8.self))
        }
    }
}
