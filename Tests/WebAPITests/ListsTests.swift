import HTTP
import JSON
import Pixels
import Testing
import WebAccess

@testable import Repository
@testable import WebAPI

@Suite struct `Lists of the API` {
    private let under: APIUnderTest

    init() throws { under = try APIUnderTest() }

    @Test func `the way begins at the versions and leads to the lists`() throws {
        let versions = try under.document("/api/")
        let base = try #require(versions["data"]?.elements?.first)
        #expect(base["version"] == "0")
        #expect(base["url:base"] == "http://example.org/api/v0/")
        let start = try under.document("/api/v0/")
        #expect(
            start.names == [
                "url:experimenters", "url:experimentergroups", "url:projects", "url:datasets",
                "url:images", "url:screens", "url:plates", "url:rois", "url:token", "url:servers",
                "url:login", "url:save", "url:schema",
            ]
        )
        #expect(start["url:save"] == "http://example.org/api/v0/m/save/")
        #expect(start["url:schema"] == "http://www.openmicroscopy.org/Schemas/OME/2016-06")
    }

    @Test func `answers name the API's version, and links the root that is set`() throws {
        var limits = APILimits(prefix: "/omero")
        limits.linkRoot = "https://images.example.org"
        let other = try APIUnderTest(limits)
        let response = try other.ask("/api/v0/", other.visitor(APIUnderTest.ann))
        #expect(response["X-OMERO-ApiVersion"] == "0.2")
        #expect(
            try response.document()["url:images"]
                == "https://images.example.org/omero/api/v0/m/images/"
        )
    }

    @Test func `lists are in the order of names, whatever their case`() throws {
        let ids = try ["b", "C", "a", "b"].map { try under.project($0) }
        #expect(try under.ids("projects/") == [ids[2], ids[0], ids[3], ids[1]])
    }

    @Test(arguments: [
        ("", 0, 2), ("limit=0", 0, 0), ("limit=-1", 0, 2), ("limit=1", 0, 1), ("offset=1", 1, 2),
        ("offset=-4", 0, 2), ("offset=2&limit=9", 2, 3), ("limit=99999999999999999999", 0, 3),
        ("offset=99999999999999999999", Int.max, 0), ("limit=%2B1", 0, 1),
    ])
    func `limit and offset cut pages out of the whole`(
        _ query: String,
        _ offset: Int,
        _ count: Int
    ) throws {
        var limits = APILimits()
        limits.listDefault = 2
        limits.listMax = 3
        let under = try APIUnderTest(limits)
        for index in 0..<5 { _ = try under.project("p\(index)") }
        let document = try under.document("/api/v0/m/projects/?" + query)
        #expect(document["data"]?.elements?.count == count)
        let meta = try #require(document["meta"])
        #expect(meta["offset"]?.integer == offset)
        #expect(meta["maxLimit"]?.integer == 3)
        #expect(meta["totalCount"]?.integer == 5)
    }

    @Test func `containers list what they hold, and the other way round`() throws {
        let project = try under.project("p")
        let dataset = try under.dataset("d")
        let lone = try under.dataset("lone")
        let image = try under.image("i", dataset: dataset)
        let orphan = try under.image("orphan")
        try under.catalogue.link(.projectDataset, parent: project, child: dataset, by: 10)
        #expect(try under.ids("projects/\(project)/datasets/") == [dataset])
        #expect(try under.ids("datasets/?project=\(project)") == [dataset])
        #expect(try under.ids("datasets/\(dataset)/projects/") == [project])
        #expect(try under.ids("projects/?dataset=\(lone)") == [])
        #expect(try under.ids("datasets/\(dataset)/images/") == [image])
        #expect(try under.ids("images/\(image)/datasets/") == [dataset])
        #expect(try under.ids("datasets/?image=\(image)&project=\(project)") == [dataset])
        #expect(try under.ids("datasets/?image=\(image)&project=99") == [])
        #expect(try under.ids("datasets/?orphaned=true") == [lone])
        #expect(try under.ids("images/?orphaned=true") == [orphan])
        #expect(try under.ids("images/?orphaned=1") == [image, orphan])
        #expect(try under.ids("images/?dataset=\(dataset)&orphaned=true") == [])
        #expect(try under.ids("datasets/\(dataset)/images/?dataset=\(lone)") == [])
        #expect(try under.ids("datasets/999/images/") == [])
    }

    @Test func `plates list their wells, runs and fields`() throws {
        let found = try under.plate()
        #expect(try under.ids("screens/") == [found.screen])
        #expect(try under.ids("screens/\(found.screen)/plates/") == [50])
        #expect(try under.ids("plates/50/screens/") == [found.screen])
        #expect(try under.ids("plates/50/wells/") == [70, 71])
        #expect(try under.ids("wells/?plate=50") == [70, 71])
        #expect(try under.ids("wells/") == [70, 71])
        #expect(try under.ids("plates/50/wellsampleindex/1/wells/") == [70])
        #expect(try under.ids("plates/50/wellsampleindex/2/wells/") == [])
        #expect(try under.ids("plates/50/plateacquisitions/") == [60])
        #expect(try under.ids("plateacquisitions/60/wells/") == [70])
        #expect(try under.ids("plateacquisitions/60/wellsampleindex/0/wells/") == [70])
        #expect(try under.ids("wells/71/plates/") == [50])
        #expect(try under.ids("plates/?well=70&screen=\(found.screen)") == [50])
        #expect(try under.ids("plates/?well=70&orphaned=true") == [])
        #expect(try under.ids("plates/?orphaned=true") == [])
        #expect(try under.ids("images/?orphaned=true") == [])
        #expect(try under.ids("plates/50/wells/?owner=11") == [])
    }

    @Test func `regions are listed by image and owner, shapes by themselves`() throws {
        let image = try under.image("i")
        let shape = Shape(.point(x: 1, y: 2))
        let ids = try [APIUnderTest.ann, APIUnderTest.bob].map { user in
            try under.catalogue.createROI(
                NewRegion(imageID: image, ownership: APIUnderTest.own(user), shapes: [shape])
            )
        }
        #expect(try under.ids("images/\(image)/rois/") == ids)
        #expect(try under.ids("rois/?image=\(image)&owner=11") == [ids[1]])
        #expect(try under.ids("rois/?owner=10") == [ids[0]])
        #expect(try under.ids("rois/?image=999") == [])
        #expect(try under.ids("shapes/").count == 2)
        #expect(try under.ids("shapes/?owner=11").count == 1)
    }

    @Test func `people are in the order of last names, and groups list their members`() throws {
        #expect(try under.ids("experimenters/") == [11, 1, 0, 10])
        #expect(try under.ids("experimentergroups/5/experimenters/") == [11, 10])
        #expect(try under.ids("experimenters/10/experimentergroups/") == [6, 5, 1])
        #expect(try under.ids("experimenters/?experimentergroup=6") == [11, 10])
    }

    @Test func `whatever somebody may not see is neither listed nor counted`() throws {
        let secret = APIUnderTest.own(APIUnderTest.ann, APIUnderTest.secret)
        let open = try under.dataset("open")
        let hidden = try under.dataset("hidden", secret)
        let image = try under.image("i", secret, dataset: hidden)
        let plate = try under.plate(secret)
        let roi = try under.catalogue.createROI(
            NewRegion(imageID: image, ownership: secret, shapes: [Shape(.point(x: 1, y: 2))])
        )
        let bob = APIUnderTest.bob
        #expect(try under.ids("datasets/") == [hidden, open])
        #expect(try under.ids("datasets/", as: bob) == [open])
        #expect(try under.ids("datasets/?group=5", as: 0) == [open])
        #expect(try under.ids("datasets/?group=-1", as: 0) == [hidden, open])
        for list in [
            "images/", "screens/", "plates/", "wells/", "rois/", "shapes/",
            "datasets/\(hidden)/images/", "images/\(image)/datasets/", "images/\(image)/rois/",
            "plates/50/wells/", "plates/50/plateacquisitions/", "plateacquisitions/60/wells/",
            "wells/70/plates/", "screens/\(plate.screen)/plates/", "plates/50/screens/",
        ] {
            #expect(try under.ids(list, as: bob) == [], "\(list)")
            #expect(try under.ids(list, as: 0).isEmpty == false, "\(list)")
        }
        for object in [
            "datasets/\(hidden)/", "images/\(image)/", "plates/50/", "wells/70/",
            "plateacquisitions/60/", "rois/\(roi)/", "screens/\(plate.screen)/",
        ] {
            #expect(try under.refusal("/api/v0/m/" + object, as: bob)?.status == .notFound)
            #expect(try under.refusal("/api/v0/m/" + object, as: 0) == nil)
        }
    }

    @Test func `the public sees what lies in root's group, and no addresses of people`() throws {
        let shown = try under.project("shown", .root)
        _ = try under.project("hidden")
        let anybody = try under.anybody()
        let list = try under.ask("/api/v0/m/projects/", anybody).document()
        #expect(list["data"]?.elements?.compactMap { $0["@id"]?.integer } == [shown])
        let ann = try under.ask("/api/v0/m/experimenters/10/", anybody).document()
        #expect(ann["data"]?["UserName"] == "ann")
        #expect(ann["data"]?["Email"] == nil)
    }

    @Test(arguments: [
        "limit=x", "limit=", "limit=1.5", "offset=%20", "owner=ann", "group=shared", "dataset=--1",
        "offset=1e3", "owner=%F0%9F%98%80", "limit=0x10",
    ])
    func `what should be a number and is none is refused by its name`(_ query: String) throws {
        let refusal = try #require(try under.refusal("/api/v0/m/images/?" + query))
        #expect(refusal.status == .badRequest)
        #expect(refusal.text.hasPrefix(query.prefix { $0 != "=" }))
    }

    @Test func `odd bytes are refused, and unknown parameters are passed over`() throws {
        #expect(throws: QueryError.self) {
            try under.ask("/api/v0/m/images/?owner=%ff", under.anybody())
        }
        #expect(try under.ids("images/?_=17&page=2&callback=f") == [])
        #expect(try under.ids("images/?owner=99999999999999999999&group=7") == [])
        #expect(try under.ids("images/?owner=-1") == [])
    }

    @Test(arguments: [
        "plateacquisitions/", "tags/", "projects/5/images/", "tags/5/datasets/",
        "projects/5/tags/", "wells/5/wells/",
    ])
    func `there are no other lists`(_ path: String) throws {
        #expect(try under.refusal("/api/v0/m/" + path)?.status == .notFound)
    }
}
