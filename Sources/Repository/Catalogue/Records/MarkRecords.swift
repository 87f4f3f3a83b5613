/// An annotation that somebody makes of some things, in their group and as his own.
package struct NewMark: Sendable, Equatable {
    package enum Content: Sendable, Equatable {
        case value(AnnotationValue)
        /// A file that lies on the disk already; owner and group become those of the annotation.
        case file(NewAttachment)
    }

    package var content: Content
    package var namespace: String?

    package init(_ content: Content, namespace: String? = nil) {
        self.content = content
        self.namespace = namespace
    }
}

/// Which tags somebody wants some things to have from him.
package struct TagChoice: Sendable, Equatable {
    /// Tags there are; his others are taken off.
    package var tags: [Int]
    package var newTags: [NewTag]

    package struct NewTag: Sendable, Equatable {
        package var text: String
        package var description: String
        /// The set it is put into; nil for none.
        package var setID: Int?

        package init(text: String, description: String = "", setID: Int? = nil) {
            self.text = text
            self.description = description
            self.setID = setID
        }
    }

    package init(tags: [Int] = [], newTags: [NewTag] = []) {
        self.tags = tags
        self.newTags = newTags
    }
}

/// What became of a choice of tags, by their numbers.
package struct TagChanges: Sendable, Equatable {
    package var added: [Int]
    package var removed: [Int]
    /// The numbers of the new tags, in their order.
    package var new: [Int]

    package init(added: [Int] = [], removed: [Int] = [], new: [Int] = []) {
        self.added = added
        self.removed = removed
        self.new = new
    }
}

/// A tag or a set of tags as lists show it.
package struct TagRecord: Sendable, Equatable {
    package var annotation: AnnotationRecord
    /// The tags of a set, or the images that have a tag, as far as the reader sees them.
    package var childCount: Int

    package var isSet: Bool { annotation.namespace == AnnotationNamespace.tagSet }
}
