/// What the gateway lists of containers, plates and files.
extension EndpointName {
    static let browsingOperations: [EndpointName: OperationDescription] = [
        .gatewayProjects: .callback("Projects", .array(named)),
        .gatewayProject: .callback("A project", named),
        .gatewayDatasets: .callback("Datasets of a project", .array(named)),
        .gatewayDataset: .callback("A dataset", named),
        .gatewayImages: .callback("Images of a dataset", .array(named), [tiled]),
        .gatewayWell: .callback(
            "Images of a well",
            .array(named),
            [.init("run", .integer, "number of a run"), tiled]
        ),
        .gatewayWellData: .callback("The image that stands for a well", named),
        .gatewayPlate: .callback(
            "Images of a plate, in its rows and columns",
            .object(["grid": .array(.array(.orNull(named)))]),
            [
                .init("size", .integer, "side of thumbnails, for their addresses"),
                .init("layout", .choice(["expand", "trim", "shrink"]), "how the grid ends"),
            ]
        ),
        .originalPaths: .callback(
            "Where the files of an image lie",
            .object(["repo": .array(.string), "client": .array(.string)])
        ),
        .gatewaySearch: .callback(
            "Projects, datasets and images that bear some words",
            .array(.anything),
            [
                .init("text", .string, "words"),
                .init("ctx", .string, "imgs: images alone"),
                .init("author", .string, "user name of an owner"),
                .init("start", .integer, "how many are passed over"),
                .init("limit", .integer, "how many there are at most, 0 for all"),
                .init("grabData", .string, "anything: the documents of images"),
                .init("key", .string, "a part of these documents"),
                .init("parents", .string, "anything: adds what holds them"),
            ]
        ),
        .openWith: .callback(
            "Viewers that others offer",
            .object(["open_with_options": .array(.object(["id": .string, "url": .string]))])
        ),
    ]

    private static let named: JSONSchema = .object(["id": .integer, "name": .string])
    private static let tiled = ParameterDescription("tiled", .string, "anything: adds sizes")
}
