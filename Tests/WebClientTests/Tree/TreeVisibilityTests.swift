import HTTP
import JSON
import Testing

@testable import Repository
@testable import WebClient

/// A group that was open keeps links between its members' things when it becomes private.
@Suite struct `What the tree tells of hidden things` {
    private let under: TreeUnderTest
    private let project: Int
    private let dataset: Int
    private let annsImage: Int
    private let bobsImage: Int

    init() throws {
        under = try TreeUnderTest()
        let (ann, bob) = (TreeUnderTest.own(10, 6), TreeUnderTest.own(11, 6))
        project = try under.add(.project, "ann's", ann)
        dataset = try under.add(.dataset, "bob's", bob)
        annsImage = try under.addImage("ann's image", ann, dataset: dataset)
        bobsImage = try under.addImage("bob's image", bob, dataset: dataset)
        _ = try under.addImage("ann's orphan", ann)
        try under.catalogue.link(.projectDataset, parent: project, child: dataset, by: 10)
    }

    @Test func `child counts are as long as the lists behind them, for every reader`() throws {
        for (user, count) in [(10, 0), (0, 1)] {
            let projects = try under.containers(as: user)["projects"]?.elements
            #expect(projects?.first?["childCount"]?.integer == count)
            #expect(try under.list(.datasets, "id=\(project)", as: user).count == count)
        }
        #expect(try under.list(.datasets, as: 11).first?["childCount"] == 1)
        #expect(try under.list(.images, "id=\(dataset)", as: 11).ids == [bobsImage])
        #expect(try under.list(.images, "id=\(dataset)", as: 0).ids == [annsImage, bobsImage])
    }

    @Test func `of a container that is hidden nothing is listed`() throws {
        #expect(try under.list(.images, "id=\(dataset)", as: 10) == [])
        #expect(try under.list(.datasets, "id=\(project)", as: 11) == [])
        #expect(try under.list(.images, "id=\(dataset)&experimenter_id=10", as: 11) == [])
        #expect(try under.containers("id=10", as: 11)["projects"] == [])
        #expect(try under.containers(as: 11)["orphaned"]?["childCount"] == 0)
        #expect(try under.containers(as: 10)["orphaned"]?["childCount"] == 1)
    }

    @Test func `runs of a plate in a strange group are not listed`() throws {
        _ = try under.addPlate()
        #expect(try under.list(.plateAcquisitions, "id=50", as: 11).count == 3)
        #expect(try under.list(.plateAcquisitions, "id=50", as: 12) == [])
        #expect(try under.list(.plates, as: 12) == [])
    }

    @Test func `a strange group is refused by its number, and administrators see all`() throws {
        let refusal = try under.refusal { _ = try under.containers("group=6", as: 12) }
        #expect(refusal == Refusal(.forbidden, "Not a member of Group: 6"))
        #expect(try under.containers("group=6", as: 0)["projects"]?.elements?.ids == [project])
    }
}
