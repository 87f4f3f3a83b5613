import HTTP

/// Pages for people, and the tree that clients browse.
extension EndpointName {
    static let treeOperations: [EndpointName: OperationDescription] = [
        .treeContainers: .json(
            "Projects, screens, and what lies in none",
            .object([
                "projects": .array(treeItem), "datasets": .array(treeItem),
                "screens": .array(treeItem), "plates": .array(treeItem),
                "orphaned": .object(["id": .integer, "childCount": .integer, "name": .string]),
            ]),
            .tree
        ),
        .treeDatasets: .json(
            "Datasets of a project",
            .object(["datasets": .array(treeItem)]),
            .tree
        ),
        .treeImages: .json(
            "Images of a dataset",
            .object(["images": .array(treeItem)]),
            .tree + [
                .init("orphaned", .boolean, "images that are in no dataset"),
                .init("experimenter_id", .integer, "whose orphaned images"),
                .init("sizeXYZ", .boolean, "adds the sizes"),
                .init("date", .boolean, "adds the dates"),
                .init("thumbVersion", .boolean, "adds the version of the thumbnail"),
            ]
        ),
        .treePlates: .json("Plates of a screen", .object(["plates": .array(treeItem)]), .tree),
        .treePlateAcquisitions: .json(
            "Runs over a plate",
            .object(["acquisitions": .array(treeItem)]),
            .tree
        ),
        .treeExperimenters: .json(
            "Users",
            .object(["experimenters": .array(treeUser)]),
            .tree
        ),
        .treeExperimenter: .json("One user", .object(["experimenter": .orNull(treeUser)])),
        .treeGroups: .json(
            "Groups",
            .object(["groups": .array(.object(["id": .integer, "name": .string]))]),
            .tree + [.init("member", .integer, "number of a member of the groups")]
        ),
        .treePaths: .json(
            "Ways from owners down to an object",
            .object(["paths": .array(.array(.object(["type": .string, "id": .integer])))]),
            [
                "experimenter", "project", "dataset", "image", "screen", "plate", "run",
                "acquisition", "roi", "shape", "tag", "tagset", "group",
            ].map { .init($0, .integer, "number of one the ways lead through") } + [
                .init("well", .string, "number of a well, or its place on the plate, such as A1"),
                .init("page_size", .integer, "children of a page whose number is told"),
            ]
        ),
    ]

    private static let treeItem = JSONSchema.object([
        "id": .integer, "name": .string, "ownerId": .integer, "permsCss": .string,
    ])
    private static let treeUser = JSONSchema.object([
        "id": .integer, "omeName": .string, "firstName": .string, "lastName": .string,
    ])

    static let pageOperations: [EndpointName: OperationDescription] = [
        .home: OperationDescription(
            summary: "To the page of the repository",
            answer: .redirect,
            more: [.movedPermanently]
        ),
        .browser: .page(
            "What is in the repository",
            [
                .init("show", .string, "what is shown, such as project-1"),
                .init("experimenter", .integer, "whose things are listed; -1 for all"),
                .init("after", .integer, "the number after which the page begins"),
                .init("index", .integer, "which field of the wells"),
            ]
        ),
        .viewer: .page("An image", .rendering),
        .keepalivePing: OperationDescription(
            summary: "Whether the visitor is still logged in",
            answer: .text
        ),
        .welcome: OperationDescription(summary: "A greeting", answer: .text),
        .downloadPlaceholder: .page(
            "Before a download: what it is",
            [
                .init("ids", .string, "what is downloaded, such as image-1|image-2"),
                .init("format", .string, "of pictures; without it the original files come"),
                .init("name", .string, "name of the file"),
            ]
        ),
        .staticFile: .file("A file that pages load"),
    ]
}
