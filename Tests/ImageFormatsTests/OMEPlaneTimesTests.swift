import Testing

@testable import ImageFormats

@Suite struct `Times of planes in OME-XML` {
    /// What a document says of an image of three time points.
    private func times(_ planes: String, _ attributes: String = "") throws -> [Double] {
        let text = "<OME><Image><Pixels SizeT=\"3\"\(attributes)>\(planes)</Pixels></Image></OME>"
        let document = try OMEDocumentReader.read(Array(text.utf8), from: "a.xml", ReadLimits())
        let pixels = try #require(document.images.first?.pixels)
        return pixels.times.seconds(count: 3)
    }

    private func plane(_ z: Int, _ c: Int, _ t: Int, _ more: String) -> String {
        "<Plane TheZ=\"\(z)\" TheC=\"\(c)\" TheT=\"\(t)\" \(more)/>"
    }

    @Test func `the first section and channel tell the time, in any unit`() throws {
        let planes =
            plane(1, 0, 0, "DeltaT=\"7\"") + plane(0, 0, 0, "DeltaT=\"1.5\"")
            + plane(0, 0, 2, "DeltaT=\"2\" DeltaTUnit=\"min\"")
            + plane(0, 0, 1, "DeltaT=\"2500\" DeltaTUnit=\"ms\"")
        #expect(try times(planes) == [1.5, 2.5, 120])
    }

    @Test func `where it does not tell all times, the plane that comes first does`() throws {
        let planes =
            plane(3, 1, 0, "DeltaT=\"7\"") + plane(0, 0, 0, "DeltaT=\"1\"")
            + plane(0, 1, 2, "DeltaT=\"9\"")
        #expect(try times(planes) == [7, 0, 9])
    }

    @Test func `before 2009 an element in the plane has the time`() throws {
        let timing = "<PlaneTiming DeltaT=\"4\" ExposureTime=\"1\"/>"
        let planes = "<Plane TheZ=\"0\" TheC=\"0\" TheT=\"1\">\(timing)</Plane>"
        #expect(try times(planes) == [0, 4, 0])
    }

    @Test func `a regular series needs no planes`() throws {
        #expect(try times("", " TimeIncrement=\"2\" TimeIncrementUnit=\"min\"") == [0, 120, 240])
        let planes = plane(0, 0, 1, "DeltaT=\"5\"")
        #expect(try times(planes, " TimeIncrement=\"2\"") == [0, 5, 0])
    }

    @Test(arguments: [
        "", "TheT=\"-1\" DeltaT=\"1\"", "TheT=\"3\" DeltaT=\"1\"", "DeltaT=\"nan\"",
        "DeltaT=\"inf\"", "DeltaT=\"soon\"", "DeltaT=\"1\" DeltaTUnit=\"fortnight\"",
    ])
    func `what says no time of a plane that there is says nothing`(_ attributes: String) throws {
        #expect(try times("<Plane \(attributes)/>") == [])
    }
}
