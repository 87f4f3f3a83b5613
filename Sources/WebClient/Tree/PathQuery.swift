import HTTP
import Repository
import WebAccess

/// Which object's paths are wanted, and what they have to lead through.
struct PathQuery {
    private(set) var experimenter: Int?
    private(set) var project: Int?
    private(set) var dataset: Int?
    private(set) var image: Int?
    private(set) var screen: Int?
    private(set) var plate: Int?
    private(set) var acquisition: Int?
    /// A number, or a place such as `A1` on a plate.
    private(set) var well: String?
    private(set) var roi: Int?
    private(set) var shape: Int?
    private(set) var tag: Int?
    private(set) var tagSet: Int?
    /// Children of a page, whose numbers the paths tell.
    let pageSize: Int

    init(_ query: TreeQuery, pageSize: Int) throws {
        experimenter = try query.number("experimenter")
        project = try query.number("project")
        dataset = try query.number("dataset")
        image = try query.number("image")
        screen = try query.number("screen")
        plate = try query.number("plate")
        let run = try query.number("run")
        acquisition = try query.number("acquisition") ?? run
        well = query.text("well")
        roi = try query.number("roi")
        shape = try query.number("shape")
        tag = try query.number("tag")
        tagSet = try query.number("tagset")
        let asked = try query.number("page_size") ?? pageSize
        self.pageSize = asked > 0 ? asked : pageSize
    }

    /// Asks for all ways to a thing; shapes, people and files have none.
    init(to object: ObjectReference, isTagSet: Bool = false, pageSize: Int) {
        self.pageSize = pageSize
        switch object.kind {
        case .project: project = object.id
        case .dataset: dataset = object.id
        case .image: image = object.id
        case .screen: screen = object.id
        case .plate: plate = object.id
        case .plateAcquisition: acquisition = object.id
        case .well: well = "\(object.id)"
        case .roi: roi = object.id
        case .annotation where isTagSet: tagSet = object.id
        case .annotation: tag = object.id
        default: break
        }
    }

    /// Whether the way has to lead through a screen, a plate or a part of one.
    var leadsThroughPlates: Bool {
        screen != nil || plate != nil || acquisition != nil || well != nil
    }

    /// Whether an owner is one the paths may begin at.
    func admits(owner: Int) -> Bool { experimenter == nil || experimenter == owner }
}
