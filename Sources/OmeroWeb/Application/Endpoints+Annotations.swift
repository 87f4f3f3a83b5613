import WebAccess
import WebClient

extension Endpoints {
    /// What answers about annotations and links, and changes them.
    func annotations(_ name: EndpointName) -> (any Endpoint)? {
        switch name {
        case .treeAnnotations: AnnotationsEndpoint(tree)
        case .treeTags: TagsEndpoint(tree)
        case .treeParentLinks: ParentLinksEndpoint(tree)
        case .treeLinks: LinksEndpoint(tree)
        case .annotateMap: AnnotateMapEndpoint(catalogue)
        case .annotateTags: AnnotateTagsEndpoint(catalogue)
        case .annotateComment: AnnotateCommentEndpoint(catalogue)
        case .annotateRating: AnnotateRatingEndpoint(catalogue)
        case .annotateFile: AnnotateFileEndpoint(catalogue, attachments)
        case .taggingData: TaggingDataEndpoint(tree)
        default: nil
        }
    }
}
