import HTTP

extension Routes {
    /// What is said of things, and where things lie.
    static let annotations: [RouteDeclaration] = [
        RouteDeclaration("/webclient/api/annotations/", .treeAnnotations, .api),
        RouteDeclaration("/webclient/api/tags/", .treeTags, .api, [.get, .delete]),
        RouteDeclaration("/webclient/api/parent_links/", .treeParentLinks, .api),
        RouteDeclaration("/webclient/api/links/", .treeLinks, .api, [.post, .delete]),
        RouteDeclaration("/webclient/annotate_map/", .annotateMap, .api, [.post]),
        RouteDeclaration("/webclient/annotate_tags/", .annotateTags, .api, [.post]),
        RouteDeclaration("/webclient/annotate_comment/", .annotateComment, .api, [.post]),
        RouteDeclaration("/webclient/annotate_rating/", .annotateRating, .api, [.post]),
        RouteDeclaration(
            "/webclient/annotate_file/",
            .annotateFile,
            .api,
            [.post],
            takesFiles: true
        ),
        RouteDeclaration("/webclient/marshal_tagging_form_data/", .taggingData, .api),
    ]
}
