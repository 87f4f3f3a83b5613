import Repository

/// An annotation once, with all that bears it among some things.
struct SharedAnnotation {
    let record: AnnotationRecord
    /// The file of a file annotation.
    let attachment: AttachmentRecord?
    private(set) var parents: [ObjectReference]

    /// In the order in which they come first.
    static func grouped(_ links: [TreeAnnotation]) -> [SharedAnnotation] {
        var found: [SharedAnnotation] = []
        var places: [Int: Int] = [:]
        for annotation in links {
            let record = annotation.link.annotation
            let parent = annotation.parent.reference
            if let place = places[record.id] {
                // Several users may have linked it to the same thing.
                guard !found[place].parents.contains(parent) else { continue }
                found[place].parents.append(parent)
            } else {
                places[record.id] = found.count
                found.append(
                    SharedAnnotation(
                        record: record,
                        attachment: annotation.attachment,
                        parents: [parent]
                    )
                )
            }
        }
        return found
    }
}

extension PanelReader {
    /// What is said of some things, as far as the visitor sees it.
    func annotations(of objects: [ObjectReference]) throws -> AnnotationsContent {
        let selection = AnnotationSelection(type: nil, namespace: nil)
        let found = try tree.annotations(of: objects, selection)
        let links = Array(found.prefix(Panels.annotationsMax))
        let owners = Set(links.map(\.link.annotation.ownership.ownerID))
        let names = try owners.map { ($0, try name(of: $0)) }
        return AnnotationsContent(
            context: panels.context,
            visitor: visitor,
            annotations: SharedAnnotation.grouped(links),
            isCut: found.count > links.count,
            ownerNames: Dictionary(uniqueKeysWithValues: names),
            objectCount: objects.count
        )
    }
}
