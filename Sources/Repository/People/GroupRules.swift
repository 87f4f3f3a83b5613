/// What all groups say about their data: how far members go, and what may be downloaded.
package struct GroupRules: Sendable, Equatable {
    package let levels: [Int: GroupLevel]
    /// Of the groups that have one of their own.
    package let downloads: [Int: BinaryAccessPolicy]

    init(_ people: any People) throws {
        levels = try people.groupLevels()
        downloads = try people.configurations(BinaryAccessPolicy.name)
            .mapValues { BinaryAccessPolicy($0) }
    }
}
