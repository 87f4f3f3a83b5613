/// What an annotation says, by OMERO's types.
package enum AnnotationValue: Sendable, Equatable {
    case tag(String)
    /// Key-value pairs in their order; keys may repeat.
    case map([KeyValuePair])
    case comment(String)
    case long(Int)
    case double(Double)
    case boolean(Bool)
    case timestamp(milliseconds: Int)
    case term(String)
    case xml(String)
    /// The number of an original file.
    case file(Int)

    package var type: AnnotationType {
        switch self {
        case .tag: .tag
        case .map: .map
        case .comment: .comment
        case .long: .long
        case .double: .double
        case .boolean: .boolean
        case .timestamp: .timestamp
        case .term: .term
        case .xml: .xml
        case .file: .file
        }
    }
}

/// The types of annotations, as the catalogue writes them.
package enum AnnotationType: String, Sendable, Hashable, CaseIterable {
    case tag, map, comment, long, double, boolean, timestamp, term, xml, file
}

/// One pair of a map annotation.
package struct KeyValuePair: Sendable, Equatable {
    package var name: String
    package var value: String

    package init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

/// Namespaces that OMERO's clients know.
package enum AnnotationNamespace {
    /// A rating is a `long` from 1 to 5 in this namespace.
    package static let rating = "openmicroscopy.org/omero/insight/rating"
    /// A tag that holds tags.
    package static let tagSet = "openmicroscopy.org/omero/insight/tagset"
    /// A file that is a table of measurements.
    package static let bulkAnnotations = "openmicroscopy.org/omero/bulk_annotations"
    /// Key-value pairs that people may edit.
    package static let clientMap = "openmicroscopy.org/omero/client/mapAnnotation"
    /// A file that OMERO.figure saved.
    package static let figure = "omero.web.figure.json"
}

/// An annotation that is to be made.
package struct NewAnnotation: Sendable, Equatable {
    package var value: AnnotationValue
    package var namespace: String?
    package var description: String?
    package var ownership: Ownership

    package init(
        _ value: AnnotationValue,
        namespace: String? = nil,
        description: String? = nil,
        ownership: Ownership
    ) {
        self.value = value
        self.namespace = namespace
        self.description = description
        self.ownership = ownership
    }
}

package struct AnnotationRecord: Sendable, Equatable {
    package var id: Int
    package var value: AnnotationValue
    package var namespace: String?
    package var description: String?
    package var ownership: Ownership
    /// Seconds since 1970.
    package var createdSeconds: Int
    /// How often it is linked to anything.
    package var linkCount: Int
}

/// An annotation of one thing, and who put it there.
package struct AnnotationLinkRecord: Sendable, Equatable {
    package var id: Int
    package var parent: ObjectReference
    package var annotation: AnnotationRecord
    package var ownerID: Int
    /// Seconds since 1970.
    package var createdSeconds: Int
}

/// A file that is kept for an annotation.
package struct AttachmentRecord: Sendable, Equatable {
    /// The media type of files that are tables.
    package static let tableMediaType = "OMERO.tables"

    package var id: Int
    package var name: String
    package var mediaType: String?
    /// Where the server reads it.
    package var path: String
    package var sizeBytes: Int
    package var ownership: Ownership
}

/// A stored file that is to be written down.
package struct NewAttachment: Sendable, Equatable {
    package var name: String
    package var mediaType: String?
    package var path: String
    package var state: FileState
    package var ownership: Ownership

    package init(
        name: String,
        mediaType: String?,
        path: String,
        state: FileState,
        ownership: Ownership
    ) {
        self.name = name
        self.mediaType = mediaType
        self.path = path
        self.state = state
        self.ownership = ownership
    }
}
