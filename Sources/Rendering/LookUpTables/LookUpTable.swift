/// Colours for the 256 grey levels of a channel: one byte of each component a level.
package struct LookUpTable: Sendable {
    package static let levelCount = 256

    /// Folder in the listing of tables, from and up to a slash: `/luts/`.
    package let folder: String
    /// Base name with its ending, by which queries ask for it: `fire.lut`.
    package let name: String
    package let red: [UInt8]
    package let green: [UInt8]
    package let blue: [UInt8]
    /// All three in one word a level: red the lowest byte, then green, then blue.
    let words: [UInt32]
    /// Size of its file, or of the plainest file it could come in.
    package let fileBytes: Int
    /// Sixteen hexadecimal digits that tell one table's colours from another's.
    package let fingerprint: String

    package init(folder: String, name: String, colors: Colors, fileBytes: Int = 768) {
        self.folder = folder
        self.name = name
        self.fileBytes = fileBytes
        red = colors.red
        green = colors.green
        blue = colors.blue
        words = (0..<Self.levelCount).map {
            UInt32(colors.red[$0]) | UInt32(colors.green[$0]) << 8 | UInt32(colors.blue[$0]) << 16
        }
        fingerprint = colors.fingerprint
    }

    package var path: String { folder + name }

    /// The three components of a table without its name; each has `levelCount` bytes.
    package struct Colors: Sendable, Equatable {
        package let red: [UInt8]
        package let green: [UInt8]
        package let blue: [UInt8]

        init(red: [UInt8], green: [UInt8], blue: [UInt8]) {
            precondition([red, green, blue].allSatisfy { $0.count == levelCount })
            self.red = red
            self.green = green
            self.blue = blue
        }

        /// FNV-1a with 64 bits: tables come from the operator, not from clients.
        fileprivate var fingerprint: String {
            var hash: UInt64 = 0xcbf2_9ce4_8422_2325
            for component in [red, green, blue] {
                for byte in component { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
            }
            let digits = String(hash, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }
    }
}

/// Tables are equal when their names and their colours are.
extension LookUpTable: Hashable {
    package static func == (left: LookUpTable, right: LookUpTable) -> Bool {
        left.path == right.path && left.fingerprint == right.fingerprint
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(path)
        hasher.combine(fingerprint)
    }
}
