/// The icons of the tree's things that other programs ask for by OMERO.web's names; drawn here.
enum TreeIcon {
    static let assets: [StaticAsset] = [
        asset("webgateway/img/folder16.png", folder, blue),
        asset("webgateway/img/folder_image16.png", draw(picture, on: folder), blue),
        asset("webgateway/img/folder_yellow16.png", folder, yellow),
        asset("webgateway/img/icon_folder.png", folder, grey),
        asset("webclient/image/image16.png", image, blue),
        asset("webclient/image/folder_screen16.png", draw(wells, on: folder), green),
        asset("webclient/image/folder_plate16.png", plate, green),
        asset("webclient/image/run16.png", run, green),
    ]

    private typealias Color = (UInt8, UInt8, UInt8, UInt8)
    private static let blue: Color = (0x8F, 0xB8, 0xDE, 0xFF)
    private static let yellow: Color = (0xF2, 0xCB, 0x5A, 0xFF)
    private static let grey: Color = (0xB8, 0xBE, 0xC4, 0xFF)
    private static let green: Color = (0x9C, 0xC8, 0x9A, 0xFF)
    private static let outline: Color = (0x3C, 0x4A, 0x57, 0xFF)
    private static let paper: Color = (0xFF, 0xFF, 0xFF, 0xFF)

    /// `.` is clear, `#` an outline, `o` the icon's colour, `-` white.
    private static let signs: [Character] = [".", "#", "o", "-"]

    private static func asset(_ path: String, _ rows: [String], _ color: Color) -> StaticAsset {
        let picture = PlainPNG(
            palette: [(0, 0, 0, 0), outline, color, paper],
            rows: rows.map { row in row.map { UInt8(signs.firstIndex(of: $0) ?? 0) } }
        )
        return StaticAsset(path, "image/png", picture.bytes)
    }

    /// Puts a small drawing into the lower right corner.
    private static func draw(_ small: [String], on rows: [String]) -> [String] {
        rows.enumerated().map { place, row in
            let line = place - (rows.count - small.count)
            return line < 0 ? row : row.dropLast(small[line].count) + small[line]
        }
    }

    private static let folder = [
        "................",
        "................",
        "..######........",
        ".#oooooo#.......",
        ".#ooooooo######.",
        ".#ooooooooooooo#",
        ".#-------------#",
        ".#ooooooooooooo#",
        ".#ooooooooooooo#",
        ".#ooooooooooooo#",
        ".#ooooooooooooo#",
        ".#ooooooooooooo#",
        ".#ooooooooooooo#",
        ".##############.",
        "................",
        "................",
    ]

    private static let picture = [
        "#########",
        "#-------#",
        "#--o----#",
        "#-ooo-o-#",
        "#ooooooo#",
        "#ooooooo#",
        "#########",
    ]

    private static let wells = [
        "#########",
        "#-#-#-#-#",
        "#########",
        "#-#-#-#-#",
        "#########",
        "#-#-#-#-#",
        "#########",
    ]

    private static let image = [
        "................",
        ".##############.",
        ".#------------#.",
        ".#--------oo--#.",
        ".#--------oo--#.",
        ".#------------#.",
        ".#---o--------#.",
        ".#--ooo----o--#.",
        ".#-ooooo--ooo-#.",
        ".#oooooooooooo#.",
        ".#oooooooooooo#.",
        ".#oooooooooooo#.",
        ".##############.",
        "................",
        "................",
        "................",
    ]

    private static let plate = [
        "................",
        "................",
        ".##############.",
        ".#oooooooooooo#.",
        ".#o--oo--oo--o#.",
        ".#o--oo--oo--o#.",
        ".#oooooooooooo#.",
        ".#o--oo--oo--o#.",
        ".#o--oo--oo--o#.",
        ".#oooooooooooo#.",
        ".#o--oo--oo--o#.",
        ".#o--oo--oo--o#.",
        ".#oooooooooooo#.",
        ".##############.",
        "................",
        "................",
    ]

    private static let run = [
        "................",
        "................",
        "....##..........",
        "....#o##........",
        "....#ooo##......",
        "....#ooooo##....",
        "....#ooooooo##..",
        "....#ooooooooo#.",
        "....#ooooooo##..",
        "....#ooooo##....",
        "....#ooo##......",
        "....#o##........",
        "....##..........",
        "................",
        "................",
        "................",
    ]
}
