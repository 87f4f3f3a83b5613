import JSON
import Repository
import WebAccess

extension TreeReader {
    /// The tags of a set, or all, or those in no set.
    func tags(inSet set: Int?, ownerID: Int?) throws -> [JSONValue] {
        guard try set.map(seesAnnotation) ?? true else { return [] }
        let isOrphaned = set == nil && query.isOn("orphaned")
        return try catalogue.tags(
            filter(ownerID: ownerID, isOrphaned: isOrphaned),
            inSet: set,
            offset: offset,
            limit: query.page.limit
        ).records.map(item)
    }

    /// What has a tag, of each kind a page.
    func tagged(by tag: Int, ownerID: Int?) throws -> [JSONValue.Member] {
        let isSeen = try seesAnnotation(tag)
        func list(
            _ name: String,
            _ kind: ObjectKind,
            _ item: (Int) throws -> JSONValue?
        ) throws -> JSONValue.Member {
            let ids =
                isSeen
                ? try catalogue.tagged(
                    kind,
                    by: tag,
                    filter(ownerID: ownerID),
                    offset: offset,
                    limit: query.page.limit
                ) : []
            return JSONValue.Member(name, .array(try ids.compactMap(item)))
        }
        return [
            try list("projects", .project) { try catalogue.project($0).map(item) },
            try list("datasets", .dataset) { try catalogue.dataset($0).map(item) },
            try list("images", .image) { try catalogue.image($0).map(item) },
            try list("screens", .screen) { try catalogue.screen($0).map(item) },
            try list("plates", .plate) { try catalogue.plate($0).map(item) },
            try list("acquisitions", .plateAcquisition) {
                try catalogue.plateAcquisition($0).map(item)
            },
            try list("wells", .well) { try catalogue.well($0).flatMap(item) },
        ]
    }

    private var offset: Int {
        guard case .offset(let offset) = query.page.start else { return 0 }
        return offset
    }

    private func seesAnnotation(_ id: Int) throws -> Bool {
        try catalogue.ownership(of: ObjectReference(.annotation, id)).map(sees) ?? false
    }

    private func item(_ tag: TagRecord) -> JSONValue {
        let annotation = tag.annotation
        guard case .tag(let text) = annotation.value else { return .null }
        let description = annotation.description.flatMap { text in
            text.isEmpty ? nil : [JSONValue.Member("description", .string(text))]
        }
        return .object(
            [.init("id", .integer(annotation.id)), .init("value", .string(text))]
                + (description ?? []) + [
                    .init("ownerId", .integer(annotation.ownership.ownerID)),
                    .init("permsCss", .string(visitor.permissionsCSS(annotation.ownership))),
                    .init("set", .boolean(tag.isSet)),
                    .init("childCount", .integer(tag.childCount)),
                ]
        )
    }

    /// A well by its plate's name and its place.
    private func item(_ well: WellRecord) throws -> JSONValue? {
        guard let plate = try catalogue.plate(well.plateID) else { return nil }
        return [
            "id": .integer(well.id),
            "ownerId": .integer(well.ownership.ownerID),
            "plateId": .integer(well.plateID),
            "permsCss": .string(visitor.permissionsCSS(well.ownership)),
            "name": .string("\(plate.name) - \(plate.place(of: well))"),
        ]
    }
}
