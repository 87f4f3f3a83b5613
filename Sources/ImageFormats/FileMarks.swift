package import Pixels

/// What a file says about its images beside their pixels: regions of interest and annotations.
package struct FileMarks: Sendable, Equatable {
    /// Each once, however many things it is linked to.
    package var annotations: [FileAnnotation] = []
    /// By the places of the images in the file; what is missing has none.
    package var images: [ImageMarks] = []
    /// What the file says and is not taken over, each a sentence with the name and the value.
    package var omissions: [String] = []

    package init() {}
}

/// What a file says about one image.
package struct ImageMarks: Sendable, Equatable {
    package var regions: [FileRegion] = []
    /// Places among `FileMarks.annotations`.
    package var annotations: [Int] = []

    package init() {}
}

/// A region of interest as the file has it.
package struct FileRegion: Sendable, Equatable {
    package var name: String?
    package var description: String?
    package var shapes: [FileShape] = []
    package var annotations: [Int] = []

    package init() {}
}

/// A shape of a region with what is said of it alone.
package struct FileShape: Sendable, Equatable {
    package var shape: Shape
    package var annotations: [Int] = []

    package init(_ shape: Shape, annotations: [Int] = []) {
        self.shape = shape
        self.annotations = annotations
    }
}

/// An annotation as the file has it.
package struct FileAnnotation: Sendable, Equatable {
    package enum Value: Sendable, Equatable {
        case tag(String)
        case comment(String)
        case term(String)
        case xml(String)
        case long(Int)
        case double(Double)
        case boolean(Bool)
        /// Seconds since 1970.
        case timestamp(Double)
        /// Keys may repeat.
        case map([(name: String, value: String)])

        package static func == (one: Value, other: Value) -> Bool {
            switch (one, other) {
            case (.tag(let a), .tag(let b)), (.comment(let a), .comment(let b)),
                (.term(let a), .term(let b)), (.xml(let a), .xml(let b)):
                a == b
            case (.long(let a), .long(let b)): a == b
            case (.double(let a), .double(let b)), (.timestamp(let a), .timestamp(let b)): a == b
            case (.boolean(let a), .boolean(let b)): a == b
            case (.map(let a), .map(let b)): a.elementsEqual(b) { $0 == $1 }
            default: false
            }
        }
    }

    package var value: Value
    package var namespace: String?
    package var description: String?
}
