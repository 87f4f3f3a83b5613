import Pixels

/// One entry of the parameter `c`: `[-]N[|start:end][$COLOUR]`.
struct ChannelEntry: Hashable {
    /// Position in the image, from 0.
    var channel: Int
    var isActive: Bool
    var window: Window?
    var color: RGBAColor?
    /// Base name of a look-up table, which there may be or not.
    var lookUpTable: String?

    /// Entries that one list may have.
    static let countMax = 4096

    /// The entries of a list; those that do not begin with a channel's number are skipped.
    static func list(_ text: String) -> [ChannelEntry] {
        text.split(separator: ",", maxSplits: countMax).prefix(countMax)
            .compactMap { ChannelEntry($0) }
    }

    private init?(_ text: Substring) {
        let parts = text.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
        var head = Colored(parts[0])
        guard let number = QueryNumber.integer(head.text), number != 0, number != .min else {
            return nil
        }
        channel = abs(number) - 1
        isActive = number > 0
        if parts.count > 1 {
            let tail = Colored(parts[1])
            window = Self.window(tail.text)
            head.color = tail.color ?? head.color
        }
        color = head.color.flatMap(RGBAColor.init(hexadecimal:))
        lookUpTable = head.color.flatMap { $0.hasSuffix(".lut") ? String($0) : nil }
    }

    /// A colour removes the channel's table; the name of a table that is not there does as well.
    func apply(to channel: inout ChannelSettings, _ tables: LookUpTables) {
        channel.window = window ?? channel.window
        if let color {
            channel.color = color
            channel.lookUpTable = nil
        } else if let lookUpTable {
            channel.lookUpTable = tables[lookUpTable]
        }
    }

    /// Exactly two finite numbers; old forms with flags behind them count as no window.
    private static func window(_ text: Substring) -> Window? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let start = QueryNumber.decimal(parts[0]),
            let end = QueryNumber.decimal(parts[1])
        else { return nil }
        return Window(start: start, end: end)
    }
}

/// A part of an entry, and what follows its dollar sign.
private struct Colored {
    var text: Substring
    var color: Substring?

    init(_ part: Substring) {
        let mark = part.firstIndex(of: "$")
        text = part[..<(mark ?? part.endIndex)]
        color = mark.map { part[part.index(after: $0)...] }
    }
}

extension RGBAColor {
    /// 3, 4, 6 or 8 hexadecimal digits: RGB or RGBA.
    ///
    /// Anything else, names of look-up tables included, is no colour.
    init?(hexadecimal text: Substring) {
        let digits = text.utf8.map(Self.value)
        let values = digits.compactMap { $0 }
        guard values.count == digits.count else { return nil }
        let components: [UInt8]
        switch values.count {
        case 3, 4: components = values.map { $0 * 17 }
        case 6, 8:
            components = stride(from: 0, to: values.count, by: 2)
                .map { values[$0] * 16 + values[$0 + 1] }
        default: return nil
        }
        let alpha = components.count == 4 ? components[3] : 255
        self.init(red: components[0], green: components[1], blue: components[2], alpha: alpha)
    }

    private static func value(ofDigit byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
