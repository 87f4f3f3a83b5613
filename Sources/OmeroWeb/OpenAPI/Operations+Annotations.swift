/// Annotations, tags, and links between things.
extension EndpointName {
    static let annotationOperations: [EndpointName: OperationDescription] = [
        .treeAnnotations: .json(
            "What is said of some things",
            .object(["annotations": .array(annotation), "experimenters": .array(.object([:]))]),
            objects + [
                .init(
                    "type",
                    .choice(["tag", "file", "comment", "rating", "map", "custom"]),
                    "of the annotations"
                ),
                .init("ns", .string, "namespace of the annotations"),
                .init("parents", .choice(["true", "false"]), "adds those of what holds them"),
                .init("group", .integer, "number of a group; -1 for all"),
                .init("page", .integer, "number of the page from 1; 0 for everything"),
                .init("limit", .integer, "annotations of a page"),
            ]
        ),
        .treeTags: .json(
            "Tags and what has one; DELETE removes tags",
            .either([.object(["tags": .array(.object(["id": .integer]))]), .string]),
            .tree + [
                .init("experimenter_id", .integer, "whose tags"),
                .init("orphaned", .boolean, "tags that are in no set"),
                .init("sizeXYZ", .boolean, "adds the sizes of images"),
                .init("date", .boolean, "adds the dates of images"),
            ]
        ),
        .treeParentLinks: .json(
            "What holds some things",
            .object(["data": .array(.object(["id": .integer]))]),
            ["image", "dataset", "plate"].map {
                .init($0, .string, "numbers: 1,2; may be repeated", isRepeated: true)
            }
        ),
        .treeLinks: OperationDescription(
            summary: "Put things into others, or take them out",
            body: .json(.dictionary(.dictionary(.dictionary(.array(.integer))))),
            answer: .json(.object(["success": .boolean]))
        ),
        .annotateMap: change(
            "Make, change or delete key-value pairs",
            [
                .init("mapAnnotation", .string, "pairs as JSON: [[\"key\", \"value\"]]"),
                .init("annId", .integer, "number of pairs that are changed", isRepeated: true),
                .init("ns", .string, "namespace"),
                .init("duplicate", .choice(["true", "false"]), "false: all things share them"),
            ],
            .object(["annId": .orNull(.array(.integer))])
        ),
        .annotateTags: change(
            "Choose the tags of things",
            [
                .init("tags", .string, "numbers of tags: 1,2"),
                .init("newtags-TOTAL_FORMS", .integer, "how many new tags there are"),
                .init("newtags-0-tag", .string, "text of the first new tag"),
                .init("newtags-0-description", .string, "its description"),
                .init("newtags-0-tagset", .integer, "number of the set it is put into"),
            ],
            .object([
                "added": .array(.integer), "removed": .array(.integer), "new": .array(.integer),
            ])
        ),
        .annotateComment: change(
            "Comment on things",
            [.init("comment", .string, "the text")],
            .object(["annId": .integer, "added_by": .integer])
        ),
        .annotateRating: change(
            "Rate things",
            [.init("rating", .integer, "1 to 5; 0 for none")],
            .object(["success": .boolean])
        ),
        .annotateFile: OperationDescription(
            summary: "Attach files to things",
            body: .multipart(
                objects + [
                    .init("annotation_file", .string, "a file", isRepeated: true),
                    .init("files", .integer, "number of a file that is there", isRepeated: true),
                ]
            ),
            answer: .json(.object(["fileIds": .array(.integer)]))
        ),
        .taggingData: .json(
            "Tags that a dialog offers",
            .anything,
            [
                .init(
                    "jsonmode",
                    .choice(["tagcount", "tags", "desc", "owners"]),
                    "what is wanted of the tags",
                    isRequired: true
                ),
                .init("group", .integer, "number of the group; without it one's own tags come"),
                .init("offset", .integer, "tags before the page"),
                .init("limit", .integer, "tags of the page, 1000"),
            ]
        ),
    ]

    private static func change(
        _ summary: String,
        _ fields: [ParameterDescription],
        _ answer: JSONSchema
    ) -> OperationDescription {
        OperationDescription(
            summary: summary,
            body: .form(objects + fields),
            answer: .json(answer)
        )
    }

    private static let annotation = JSONSchema.object([
        "id": .integer, "class": .string, "link": .object(["id": .integer]),
        "owner": .object(["id": .integer]), "permissions": .object([:]),
    ])
    private static let objects: [ParameterDescription] = [
        "image", "dataset", "project", "screen", "plate", "run", "acquisition", "well",
    ].map { .init($0, .integer, "number of one; may be repeated", isRepeated: true) }
}
