import Testing

@testable import Rendering

@Suite struct `Requests that must give all settings` {
    private func fault(_ c: String?, _ m: String?, _ maps: String? = nil) -> IncompleteSettings? {
        do {
            try RenderingQuery.requireComplete(c: c, m: m, maps: maps)
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: [
        "1|0:9$FF0000", "-1|0:9$F00,2|1:2$fire.lut", "1|0:9$FF0000FF,2|0:9$any.lut",
    ])
    func `channels with windows and colours or tables are complete`(_ c: String) {
        #expect(fault(c, "g") == nil)
        #expect(fault(c, "c") == nil)
    }

    @Test func `each fault has OMERO's words`() {
        let all = "1|0:9$FF0000,2|0:9$00FF00"
        let cases: [(IncompleteSettings?, String)] = [
            (fault(nil, "c"), "Rendering settings must specify channels as c"),
            (fault("", "c"), "Rendering settings must specify channels as c"),
            (fault("x,y", "c"), "Rendering settings must specify channels as c"),
            (fault("1$FF0000", "c"), "Must specify window for each channel"),
            (fault("1|0:9$FF0000,-2", "c"), "Must specify window for each channel"),
            (fault("1|0:9r$FF0000", "c"), "Must specify window for each channel"),
            (fault("1|0:9", "c"), "Must specify color for each channel"),
            (fault("1|0:9$12345", "c"), "Must specify color for each channel"),
            (fault(all, nil), #"Query parameter "m" must be present with value either "g" or "c""#),
            (fault(all, "x"), #"Query parameter "m" must be present with value either "g" or "c""#),
            (fault(all, "c", "[{}"), "Failed to parse maps JSON"),
            (fault(all, "c", "{}"), "Failed to parse maps JSON"),
            (fault(all, "c", "[{}]"), #"Number of "maps" must match number of channels"#),
        ]
        for (fault, text) in cases { #expect(fault?.description == text) }
        #expect(fault(all, "c", "[{},{}]") == nil)
    }
}
