import HTTP

/// One line of the log, in the form of OMERO.web's: date, level, logger, process, message.
struct LogLine {
    enum Level: Int, Comparable, Sendable {
        case debug
        case info
        case warning
        case error

        static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

        var word: String {
            switch self {
            case .debug: "DEBUG"
            case .info: "INFO"
            case .warning: "WARNING"
            case .error: "ERROR"
            }
        }
    }

    let unixNanoseconds: Int64
    let level: Level
    let logger: String
    let process: Int32
    let message: String

    /// Times are universal; what would break the line is shown as a question mark.
    var text: String {
        let plain = String(
            message.map { character in
                character.isNewline ? " " : Self.isControl(character) ? "?" : character
            }
        )
        return "\(time) \(level.word) [\(logger)] (proc.\(process)) \(plain)"
    }

    /// Terminals obey those above DEL too.
    private static func isControl(_ character: Character) -> Bool {
        character.unicodeScalars.contains { $0.properties.generalCategory == .control }
    }

    private var time: String {
        let milliseconds = Int(unixNanoseconds / 1_000_000)
        let second = milliseconds / 1000
        let (year, month, day) = HTTPDate.civil(fromDays: second / 86_400)
        let ofDay = second % 86_400
        return "\(year)-\(Self.padded(month))-\(Self.padded(day)) "
            + "\(Self.padded(ofDay / 3600)):\(Self.padded(ofDay / 60 % 60)):"
            + "\(Self.padded(ofDay % 60)),\(Self.padded(milliseconds % 1000, to: 3))"
    }

    private static func padded(_ number: Int, to width: Int = 2) -> String {
        let digits = "\(number)"
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
