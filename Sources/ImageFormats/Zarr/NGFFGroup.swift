import JSON

/// What OME-NGFF says of a group.
struct NGFFGroup {
    /// The member that makes a group one with images, in the order in which it is looked for.
    enum Kind: String, CaseIterable {
        case plate
        case image = "multiscales"
        case well
        case labels
        case series = "bioformats2raw.layout"
    }

    let metadata: ZarrDocument

    /// Since version 0.5 all that is OME's lies in a member of its own.
    init(attributes: ZarrDocument) {
        metadata = attributes.member("ome") ?? attributes
    }

    var kind: Kind? { Kind.allCases.first { metadata.member($0.rawValue) != nil } }

    func member(_ kind: Kind) -> ZarrDocument? { metadata.member(kind.rawValue) }
}

extension ZarrHierarchy {
    /// Nil where there is no group.
    func ngffGroup(_ key: String) throws(ImageFormatError) -> NGFFGroup? {
        try group(key).map(NGFFGroup.init)
    }
}
