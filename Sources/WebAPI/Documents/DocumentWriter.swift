import JSON
import Repository
import WebAccess

/// Turns what the catalogue knows into the documents of one answer, for one reader.
struct DocumentWriter {
    let visitor: Visitor
    let address: APIAddress
    /// Who is who, remembered for this answer.
    let directory: PeopleDirectory
    /// Asked for what documents tell of other things.
    let catalogue: any Catalogue
    /// Whether people and groups stand once beside the data, and only by their numbers in it.
    let isNormalized: Bool
    /// Whether containers say how much they hold.
    let hasChildCount: Bool

    /// Where a document stands: some say more of a thing that was asked for by itself.
    enum Place {
        case list
        case alone
    }

    /// What the reader sees.
    var visibility: Visibility { Visibility(of: visitor.actor) }

    /// The people that normalised documents refer to.
    func normalizedPeople() -> [JSONValue.Member] {
        guard isNormalized else { return [] }
        let people = directory.experimenters.map { experimenter($0, permissions: .nothing).json }
        let groups = directory.groups.map { experimenterGroup($0).json }
        return [
            JSONValue.Member("experimenters", .array(people)),
            JSONValue.Member("experimenterGroups", .array(groups)),
        ]
    }
}

/// Users and groups by their numbers, each read once.
final class PeopleDirectory {
    private let people: any People
    private var knownPeople: [Int: ExperimenterRecord?] = [:]
    private var knownGroups: [Int: GroupRecord?] = [:]

    init(_ people: any People) { self.people = people }

    func experimenter(_ id: Int) throws -> ExperimenterRecord? {
        if let known = knownPeople[id] { return known }
        let found = try people.experimenter(id)
        knownPeople[id] = .some(found)
        return found
    }

    func group(_ id: Int) throws -> GroupRecord? {
        if let known = knownGroups[id] { return known }
        let found = try people.group(id)
        knownGroups[id] = .some(found)
        return found
    }

    /// All that were asked for, by their numbers.
    var experimenters: [ExperimenterRecord] {
        knownPeople.values.compactMap { $0 }.sorted { $0.id < $1.id }
    }

    var groups: [GroupRecord] { knownGroups.values.compactMap { $0 }.sorted { $0.id < $1.id } }
}
