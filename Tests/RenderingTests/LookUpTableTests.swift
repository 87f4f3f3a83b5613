import Pixels
import Testing

@testable import Rendering

@Suite struct `Channels with look-up tables` {
    private static let levels = 256
    private let window = Window(start: 0, end: 255)

    /// One row with every value of a byte, in each of two channels.
    private let source = SyntheticSource(
        dimensions: Dimensions(x: levels, y: 1, c: 2),
        pixelType: .uint8,
        levels: [PixelSize(width: levels, height: 1)],
        value: { _, x, _ in Double(x) }
    )

    private func render(_ settings: RenderingSettings) throws -> [UInt32] {
        try Renderer.render(
            source,
            z: 0,
            t: 0,
            region: Region(x: 0, y: 0, width: Self.levels, height: 1),
            level: 0,
            settings: settings
        ).pixels.map { $0 & 0xFF_FFFF }
    }

    private func settings(_ c: String, m: String = "c", maps: String? = nil) -> RenderingSettings {
        let channel = ChannelSettings(
            isActive: true,
            window: window,
            color: RGBAColor(red: 255, green: 0, blue: 0)
        )
        return RenderingQuery(c: c, m: m, maps: maps, q: nil)
            .settings(over: RenderingSettings(model: .color, channels: [channel, channel]))
    }

    private func light(_ table: LookUpTable, _ level: Int) -> UInt32 {
        UInt32(table.red[level]) | UInt32(table.green[level]) << 8 | UInt32(table.blue[level]) << 16
    }

    @Test func `each level has the colour of the table`() throws {
        let fire = try #require(LookUpTables.generated["fire.lut"])
        let pixels = try render(settings("1$fire.lut"))
        #expect(pixels == (0..<256).map { light(fire, $0) })
        #expect(try render(settings("1|0:255$fire.lut")) == pixels)
    }

    @Test func `inversion comes before the table`() throws {
        let fire = try #require(LookUpTables.generated["fire.lut"])
        let inverted = settings("1$fire.lut", maps: #"[{"inverted":{"enabled":true}}]"#)
        #expect(try render(inverted) == (0..<256).map { light(fire, 255 - $0) })
    }

    @Test func `tables and colours add up, and are held at full light`() throws {
        let hot = try #require(LookUpTables.generated["cyan_hot.lut"])
        let pixels = try render(settings("1$cyan_hot.lut,2$FF0000"))
        for (level, pixel) in pixels.enumerated() {
            #expect(pixel & 0xFF == UInt32(min(Int(hot.red[level]) + level, 255)))
            #expect(pixel >> 8 & 0xFF == UInt32(hot.green[level]))
        }
    }

    @Test func `a grey picture has no use for a table`() throws {
        let grey = settings("1$fire.lut", m: "g")
        #expect(try render(grey) == (0..<256).map { UInt32($0) * 0x01_0101 })
        #expect(grey.cacheKey == settings("1$ice.lut", m: "g").cacheKey)
    }

    @Test func `a table that is not there leaves the channel's colour`() throws {
        let red = (0..<256).map { UInt32($0) }
        #expect(try render(settings("1$nothing.lut")) == red)
        #expect(try render(settings("1$FIRE.lut")) == red)
        #expect(try render(settings("1$fire")) == red)
    }

    @Test func `setting a colour removes the table`() {
        let with = settings("1$fire.lut,2")
        #expect(with.channels[0].lookUpTable?.name == "fire.lut")
        let query = RenderingQuery(c: "1$00FF00,2", m: nil, maps: nil, q: nil)
        #expect(query.settings(over: with).channels[0].lookUpTable == nil)
        let untouched = RenderingQuery(c: "1|0:9,2", m: nil, maps: nil, q: nil)
        #expect(untouched.settings(over: with).channels[0].lookUpTable?.name == "fire.lut")
    }

    @Test func `keys of caches tell tables apart by their colours`() throws {
        let fire = try #require(LookUpTables.generated["fire.lut"])
        let ice = try #require(LookUpTables.generated["ice.lut"])
        let colors = try LookUpTableFile.colors(of: ice.red + ice.green + ice.blue)
        let impostor = LookUpTable(folder: fire.folder, name: fire.name, colors: colors)
        var keys: Set<String> = []
        for table in [fire, ice, impostor] {
            var settings = settings("1")
            settings.channels[0].lookUpTable = table
            keys.insert(settings.cacheKey)
        }
        // The third has the colours of the second, so the picture is the same.
        #expect(keys.count == 2)
    }

    @Test func `the generated tables are many, each its own, and some are what their names say`()
        throws
    {
        let all = LookUpTables.generated.all
        #expect(all.count == 31)
        #expect(Set(all.map(\.name)).count == all.count)
        #expect(Set(all.map(\.fingerprint)).count == all.count)
        #expect(all.map(\.name) == all.map(\.name).sorted())
        let grays = try #require(LookUpTables.generated["grays.lut"])
        #expect(grays.red == (0...255).map { UInt8($0) } && grays.red == grays.blue)
        let hilo = try #require(LookUpTables.generated["hilo.lut"])
        #expect(light(hilo, 0) == 0xFF0000 && light(hilo, 255) == 0x0000FF)
        #expect((1..<255).allSatisfy { light(hilo, $0) == UInt32($0) * 0x01_0101 })
        let phase = try #require(LookUpTables.generated["phase.lut"])
        let glasbey = try #require(LookUpTables.generated["glasbey.lut"])
        #expect(Set((0..<256).map { light(phase, $0) }).count == 256)
        #expect(Set((0..<256).map { light(glasbey, $0) }).count == 256)
    }

    @Test func `a table of the operator's takes the place of one with its path`() throws {
        let ice = try #require(LookUpTables.generated["ice.lut"])
        let colors = try LookUpTableFile.colors(of: ice.red + ice.green + ice.blue)
        let mine = LookUpTable(folder: "/luts/", name: "fire.lut", colors: colors)
        let other = LookUpTable(folder: "/luts/mine/", name: "other.lut", colors: colors)
        let tables = LookUpTables(adding: [mine, other])
        #expect(tables.all.count == LookUpTables.generated.all.count + 1)
        #expect(tables["fire.lut"]?.fingerprint == ice.fingerprint)
        #expect(tables["other.lut"]?.folder == "/luts/mine/")
        #expect(tables["mine/other.lut"] == nil)
    }
}
