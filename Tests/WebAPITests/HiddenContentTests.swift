import HTTP
import JSON
import SQLite
import Testing
import WebAccess

@testable import Repository
@testable import WebAPI

/// A group that was open keeps links between its members' things when it becomes private.
@Suite struct `What the API tells of hidden things` {
    private let under: APIUnderTest
    private let project: Int
    private let dataset: Int
    private let annsImage: Int
    private let bobsImage: Int

    init() throws {
        under = try APIUnderTest()
        let (ann, bob) = (APIUnderTest.own(10, 6), APIUnderTest.own(11, 6))
        project = try under.project("ann's", ann)
        dataset = try under.dataset("bob's", bob)
        annsImage = try under.image("ann's image", ann, dataset: dataset)
        bobsImage = try under.image("bob's image", bob, dataset: dataset)
        try under.catalogue.link(.projectDataset, parent: project, child: dataset, by: 10)
        for owner in [ann, bob] {
            _ = try under.catalogue.createROI(
                NewRegion(imageID: annsImage, ownership: owner, shapes: [])
            )
        }
    }

    private func childCount(_ path: String, as user: Int) throws -> Int? {
        try under.data(path + "?childCount=true", as: user)["omero:childCount"]?.integer
    }

    @Test func `child counts are as long as the lists behind them, for every reader`() throws {
        #expect(try childCount("projects/\(project)/", as: 10) == 0)
        #expect(try childCount("projects/\(project)/", as: 0) == 1)
        #expect(try childCount("datasets/\(dataset)/", as: 11) == 1)
        #expect(try childCount("datasets/\(dataset)/", as: 0) == 2)
        for (user, count) in [(11, 1), (0, 2)] {
            #expect(try under.ids("datasets/\(dataset)/images/", as: user).count == count)
        }
    }

    @Test func `what a hidden thing is linked to is not told, though the reader owns it`() throws {
        #expect(try under.ids("datasets/\(dataset)/projects/", as: 10) == [])
        #expect(try under.ids("projects/?dataset=\(dataset)", as: 10) == [])
        #expect(try under.ids("images/\(annsImage)/datasets/", as: 11) == [])
        #expect(try under.ids("images/\(bobsImage)/datasets/", as: 11) == [dataset])
        #expect(try under.ids("datasets/\(dataset)/projects/", as: 0) == [project])
    }

    @Test func `regions of others in a private group stay hidden, though the image is not`() throws
    {
        #expect(try under.ids("images/\(annsImage)/rois/", as: 10).count == 1)
        #expect(try under.ids("rois/", as: 10).count == 1)
        #expect(try under.ids("images/\(annsImage)/rois/", as: 0).count == 2)
    }

    @Test func `a field shows no image that its reader may not see`() throws {
        _ = try under.plate(APIUnderTest.own(10, 6))
        let field = "SELECT image FROM wellsample WHERE id = 80"
        try under.catalogue.database.write {
            try $0.execute("UPDATE image SET owner_id = 11 WHERE id = (\(field))")
        }
        let samples = try under.data("wells/70/")["WellSamples"]?.elements
        #expect(samples?.map { $0["Image"] != nil } == [false, true])
    }

    @Test
    func `CVE-2019-16245: strangers and the public are told no addresses, colleagues are`() throws {
        try under.catalogue.database.write {
            try $0.execute(
                """
                UPDATE experimenter SET institution = 'Dundee' WHERE id = 10;
                INSERT INTO experimenter (id, omename, firstname, lastname)
                    VALUES (12, 'eve', 'Eve', 'Abroad');
                INSERT INTO experimentergroup (id, name) VALUES (7, 'abroad');
                INSERT INTO groupexperimentermap (parent, child) VALUES (1, 12), (7, 12);
                """
            )
        }
        let path = "/api/v0/m/experimenters/10/"
        for (reader, isTold) in [(10, true), (11, true), (0, true), (12, false)] {
            let details = try under.data("experimenters/10/", as: reader)
            #expect((details["Email"] == "ann@example.org") == isTold)
            #expect((details["Institution"] == "Dundee") == isTold)
            #expect(details["UserName"] == "ann")
        }
        let shown = try under.ask(path, under.anybody()).document()["data"]
        #expect(shown?["Email"] == nil && shown?["Institution"] == nil)
        let list = try under.document("/api/v0/m/experimenters/", as: 12)
        #expect(list["data"]?.elements?.contains { $0["Email"] != nil } == false)
    }

    /// No combination of what narrows a list widens what is seen.
    @Test(arguments: [
        "owner=10", "group=6", "owner=10&group=6", "group=-1", "owner=-1", "orphaned=true",
        "owner=10&owner=11", "group=5&group=6", "limit=500&offset=0&owner=10",
        "childCount=true&normalize=true", "owner=10%20OR%201", "group=6)%20OR%20(1",
    ])
    func `CVE-2019-16244: no parameter of a list leads to hidden objects`(query: String) throws {
        for (type, hidden) in [("projects", project), ("images", annsImage)] {
            let target = "/api/v0/m/\(type)/?\(query)"
            if try under.refusal(target, as: 11) == nil {
                let data = try under.document(target, as: 11)["data"]?.elements
                #expect(data?.contains { $0["@id"]?.integer == hidden } == false)
            }
        }
        let path = "/api/v0/m/projects/\(project)/?" + query
        #expect([.notFound, .badRequest].contains(try under.refusal(path, as: 11)?.status))
    }
}
