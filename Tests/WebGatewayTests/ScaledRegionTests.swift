import Pixels
import Testing

@testable import WebGateway

@Suite struct `Scaled regions` {
    private let levels = [(4000, 2000), (2000, 1000), (500, 250)].map {
        PixelSize(width: $0.0, height: $0.1)
    }

    @Test(arguments: [
        // The next larger level would give 2000 pixels, which is not less than what is asked for.
        (2000, 4000.0, 2, 500), (2001, 4000, 1, 2000), (2000, 1000, 0, 1000), (4096, 4000, 0, 4000),
        (100, 300, 2, 37),
    ])
    func `the smallest level is chosen whose next would give too much`(
        _ side: Int,
        _ width: Double,
        _ level: Int,
        _ result: Int
    ) throws {
        let corners = (x: 0.0, y: 0.0, width: width, height: 80.0)
        let region = try #require(ScaledRegion(corners, sideMax: side, levels: levels))
        #expect(region.level == level && region.region.width == result)
    }

    @Test func `a region may begin outside of the image`() throws {
        let corners = (x: -100.0, y: 1999.0, width: 400.0, height: 800.0)
        let region = try #require(ScaledRegion(corners, sideMax: 401, levels: levels)).region
        #expect(region == Region(x: -50, y: 999, width: 200, height: 400))
        #expect(
            region.part(within: levels[1]) == Region(x: 0, y: 999, width: 150, height: 1)
        )
        #expect(region.part(within: PixelSize(width: 10, height: 10)) == nil)
    }

    @Test(arguments: [
        (0.0, 5.0), (5, 0), (-1, 5), (.nan, 5), (.infinity, 5), (1e18, 5), (5, 70_000),
    ])
    func `nothing comes of a region that is none or too large`(_ width: Double, _ height: Double) {
        let corners = (x: 0.0, y: 0.0, width: width, height: height)
        #expect(ScaledRegion(corners, sideMax: 2000, levels: levels) == nil)
    }
}
