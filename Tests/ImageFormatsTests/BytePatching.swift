@testable import ImageFormats

extension [UInt8] {
    /// Sets the value of a field of one SHORT or LONG in a little-endian classic TIFF file.
    mutating func patch(tag: UInt16, to value: Int, type: Int? = nil, count: Int? = nil) {
        let entry = entry(of: tag)
        if let type { set(type, at: entry + 2, width: 2) }
        if let count { set(count, at: entry + 4, width: 4) }
        set(value, at: entry + 8, width: 4)
    }

    /// Where the entry of a tag lies in the first directory.
    private func entry(of tag: UInt16) -> Int {
        let numbers = TIFFNumbers(bytes: self, isBigEndian: false)
        let directory = Int(numbers.unsigned(at: 4, width: 4))
        let count = Int(numbers.unsigned(at: directory, width: 2))
        let positions = (0..<count).map { directory + 2 + $0 * 12 }
        guard
            let found = positions.first(where: {
                numbers.unsigned(at: $0, width: 2) == UInt64(tag)
            })
        else { preconditionFailure("no tag \(tag)") }
        return found
    }

    mutating func set(_ value: Int, at position: Int, width: Int) {
        for index in 0..<width {
            self[position + index] = UInt8(truncatingIfNeeded: value >> (index * 8))
        }
    }

    /// Where the link of the first directory to the next lies.
    var firstLink: Int {
        let numbers = TIFFNumbers(bytes: self, isBigEndian: false)
        let directory = Int(numbers.unsigned(at: 4, width: 4))
        return directory + 2 + Int(numbers.unsigned(at: directory, width: 2)) * 12
    }
}

extension [UInt8] {
    /// Gives an entry of the first directory another tag.
    mutating func rename(tag: UInt16, to other: UInt16) {
        set(Int(other), at: entry(of: tag), width: 2)
    }
}
