/// The tables that come with the program: they have OMERO's names, so that settings made there find
/// a table here, and colours of our own definition in the spirit of the name.
enum GeneratedLookUpTables {
    static let all: [LookUpTable] = definitions.map { folder, name, color in
        let colors = (0..<LookUpTable.levelCount).map(color)
        return LookUpTable(
            folder: "/luts/" + folder,
            name: name + ".lut",
            colors: LookUpTable.Colors(
                red: colors.map { UInt8($0 >> 16 & 0xFF) },
                green: colors.map { UInt8($0 >> 8 & 0xFF) },
                blue: colors.map { UInt8($0 & 0xFF) }
            )
        )
    }

    /// From a level to its colour, `0xRRGGBB`.
    private typealias Definition = @Sendable (Int) -> UInt32

    private static var definitions: [(String, String, Definition)] {
        smooth + stepped + periodic
    }

    private static func even(_ colors: UInt32...) -> Definition {
        let table = (0..<LookUpTable.levelCount).map(Gradient(even: colors).color(at:))
        return { table[$0] }
    }

    private static func stops(_ stops: (Int, UInt32)...) -> Definition {
        let table = (0..<LookUpTable.levelCount).map(Gradient(stops).color(at:))
        return { table[$0] }
    }

    private static let smooth: [(String, String, Definition)] = [
        ("", "grays", even(0x000000, 0xFFFFFF)),
        ("", "fire", even(0x000000, 0x38007A, 0xA8204C, 0xEE5A10, 0xFFB400, 0xFFF480, 0xFFFFFF)),
        ("", "ice", even(0x001A2C, 0x0A5C8C, 0x1FA8D8, 0x8C8CF0, 0xD868D0, 0xF02060)),
        ("", "glow", even(0x000000, 0x3A0400, 0x8C2000, 0xD66000, 0xFFAA30, 0xFFF0C0)),
        ("", "physics", even(0x3000B0, 0x0040FF, 0x00D8D8, 0x30E000, 0xF8E800, 0xFF6000, 0xE00000)),
        ("", "thermal", even(0x000020, 0x2C0A80, 0x9A1490, 0xE84A40, 0xFFA020, 0xFFF8D0)),
        ("", "red-green", even(0xFF0000, 0x000000, 0x00FF00)),
        ("ncsa_paledit/", "cool", even(0x000000, 0x182860, 0x0078C0, 0x30C8C8, 0xC8FFF0)),
        ("ncsa_paledit/", "sepia", even(0x000000, 0x5C3A1E, 0xB48A5A, 0xECD4A8, 0xFFF8EC)),
        ("ncsa_paledit/", "royal", even(0x000000, 0x201070, 0x5028D0, 0xB858E8, 0xFFD870)),
        (
            "ncsa_paledit/", "smart",
            stops(
                (0, 0x000000),
                (40, 0x1C1CA0),
                (100, 0x18A0A0),
                (150, 0x28B428),
                (200, 0xE8D820),
                (254, 0xE02020),
                (255, 0xFFFFFF)
            )
        ),
        (
            "ncsa_paledit/", "blue_orange_icb",
            even(0x0038C8, 0x3C88E8, 0xB8D8F4, 0xF6F6F6, 0xFCD0A0, 0xF08828, 0xA84800)
        ),
        (
            "ncsa_paledit/", "brgbcmyw",
            even(
                0x000000,
                0xFF0000,
                0x00FF00,
                0x0000FF,
                0x00FFFF,
                0xFF00FF,
                0xFFFF00,
                0xFFFFFF
            )
        ),
        ("wcif/", "cyan_hot", even(0x000000, 0x00AAAA, 0x55FFFF, 0xFFFFFF)),
        ("wcif/", "magenta_hot", even(0x000000, 0xAA00AA, 0xFF55FF, 0xFFFFFF)),
        ("wcif/", "yellow_hot", even(0x000000, 0xAAAA00, 0xFFFF55, 0xFFFFFF)),
        ("wcif/", "red_hot", even(0x000000, 0xAA0000, 0xFF5555, 0xFFFFFF)),
        ("wcif/", "orange_hot", even(0x000000, 0xAA5500, 0xFFAA55, 0xFFFFFF)),
        ("wcif/", "green_fire_blue", even(0x000000, 0x0020A0, 0x00A060, 0xA0E800, 0xFFFFFF)),
        ("wcif/", "rainbow_rgb", even(0xFF0000, 0xFFFF00, 0x00FF00, 0x00FFFF, 0x0000FF)),
        // Black and white but for the ends, which tell what is cut off.
        ("wcif/", "hilo", stops((0, 0x0000FF), (1, 0x010101), (254, 0xFEFEFE), (255, 0xFF0000))),
    ]

    private static let stepped: [(String, String, Definition)] = [
        ("", "3-3-2_rgb", { thirds($0) }),
        ("", "glasbey", { categories[$0] }),
        ("", "glasbey_inverted", { 0xFFFFFF - categories[255 - $0] }),
        ("ncsa_paledit/", "16_colors", { sixteen[$0 / 16] }),
        ("ncsa_paledit/", "5_ramps", { ramp($0, 51, of: ramps) }),
        ("ncsa_paledit/", "6_shades", { shades[min($0 / 43, 5)] }),
        ("ncsa_paledit/", "edges", { 0x010101 * UInt32($0 < 128 ? 255 - 2 * $0 : 2 * $0 - 255) }),
        ("ncsa_paledit/", "unionjack", { flag[$0 / 32 % 3] }),
    ]

    private static let periodic: [(String, String, Definition)] = [
        ("", "spectrum", { hue($0 * 6, of: 1536) }),
        ("ncsa_paledit/", "phase", { hue(($0 * 6 + 768) % 1536, of: 1536) }),
    ]

    /// Three bits of red, three of green, two of blue, each stretched to its full range.
    private static func thirds(_ level: Int) -> UInt32 {
        let red = UInt32((level >> 5 & 7) * 255 / 7)
        let green = UInt32((level >> 2 & 7) * 255 / 7)
        return red << 16 | green << 8 | UInt32((level & 3) * 85)
    }

    private static let ramps: [UInt32] = [0xFFFFFF, 0xFF4040, 0x40FF40, 0x5060FF, 0xFFE040]

    /// One ramp from black after another.
    private static func ramp(_ level: Int, _ length: Int, of colors: [UInt32]) -> UInt32 {
        let number = min(level / length, colors.count - 1)
        let place = UInt32(min(level - number * length + 1, length))
        return [16, 8, 0].reduce(0) { color, shift in
            color | ((colors[number] >> UInt32(shift) & 0xFF) * place / UInt32(length))
                << UInt32(shift)
        }
    }

    private static let shades: [UInt32] = [
        0x101040, 0x2850A0, 0x28A0A0, 0x58C058, 0xE8C840, 0xE85030,
    ]

    private static let sixteen: [UInt32] = [
        0x000000, 0x000090, 0x0000FF, 0x0080FF, 0x00C8C8, 0x00A060, 0x00D800, 0x90F000,
        0xFFFF00, 0xFFC000, 0xFF8000, 0xFF3000, 0xD00060, 0xFF40C0, 0xFFB0F0, 0xFFFFFF,
    ]

    private static let flag: [UInt32] = [0x14246C, 0xFFFFFF, 0xC81430]

    /// Colours around the wheel from red on; `place` counts `length` steps for a whole turn.
    private static func hue(_ place: Int, of length: Int) -> UInt32 {
        let step = length / 6
        let rising = UInt32(place % step * 255 / step)
        let falling = 255 - rising
        return switch place / step {
        case 0: 0xFF0000 | rising << 8
        case 1: falling << 16 | 0x00FF00
        case 2: 0x00FF00 | rising
        case 3: falling << 8 | 0x0000FF
        case 4: rising << 16 | 0x0000FF
        default: 0xFF0000 | falling
        }
    }

    /// Neighbours that are told apart: hues a golden section apart, in four strengths; 0 is black,
    /// for what belongs to no object.
    private static let categories: [UInt32] = (0..<LookUpTable.levelCount).map { index in
        guard index > 0 else { return 0 }
        let pure = hue(index * 949 % 1536, of: 1536)
        let strengths: [(white: UInt32, of: UInt32)] = [(0, 255), (110, 255), (0, 150), (60, 190)]
        let (white, full) = strengths[index % 4]
        return [16, 8, 0].reduce(0) { color, shift in
            let component = pure >> UInt32(shift) & 0xFF
            return color | (white + component * (full - white) / 255) << UInt32(shift)
        }
    }
}
