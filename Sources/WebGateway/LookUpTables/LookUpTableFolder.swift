import Kernel
package import Rendering

/// The operator's folder of look-up tables: every file `….lut` in it and in the folders below.
package struct LookUpTableFolder {
    /// Tables that one folder may hold, and folders within each other.
    static let countMax = 1000
    static let depthMax = 8

    /// Sorted by path.
    package private(set) var tables: [LookUpTable] = []
    /// What was passed over, each with its path and the reason.
    package private(set) var skipped: [String] = []

    /// Reads a folder; one that is not there has no tables.
    package init(_ root: String) {
        guard Directory.exists(root) else { return }
        read(root, as: "/luts/", depth: 0)
    }

    private mutating func read(_ folder: String, as listed: String, depth: Int) {
        guard depth < Self.depthMax else {
            skipped.append("\(folder): more than \(Self.depthMax) folders within each other")
            return
        }
        do throws(SystemError) {
            for name in try Directory.names(in: folder) where !name.hasPrefix(".") {
                let path = folder + "/" + name
                if try FileIdentity.of(path: path).isDirectory {
                    read(path, as: listed + name + "/", depth: depth + 1)
                } else if name.hasSuffix(".lut") {
                    add(path, folder: listed, name: name)
                }
            }
        } catch {
            skipped.append("\(error)")
        }
    }

    private mutating func add(_ path: String, folder: String, name: String) {
        guard tables.count < Self.countMax else {
            skipped.append("\(path): more than \(Self.countMax) tables")
            return
        }
        do {
            let file = try File.open(path)
            let bytes = try file.read(
                at: 0,
                count: min(file.sizeBytes, LookUpTableFile.bytesMax + 1)
            )
            let colors = try LookUpTableFile.colors(of: bytes)
            tables.append(
                LookUpTable(folder: folder, name: name, colors: colors, fileBytes: bytes.count)
            )
        } catch let error as LookUpTableError {
            skipped.append("\(path): \(error)")
        } catch {
            skipped.append("\(error)")
        }
    }
}
