/// Parts of the web client's pages.
extension EndpointName {
    static let panelOperations: [EndpointName: OperationDescription] = [
        .details: panel("What a thing is, whose it is, and what is said of it", of: things),
        .acquisition: panel(
            "How an image, or a field of a well, was taken",
            of: ["image", "well"],
            field
        ),
        .hierarchy: panel("Where a thing lies, from its owner down", of: things),
        .preview: panel(
            "A picture of an image, or of a field of a well, and how it is drawn",
            of: ["image", "well"],
            field
        ),
        .platePanel: panel(
            "The wells of a plate, or of a run over it, as a grid of pictures",
            of: ["plate", "acquisition"],
            field
        ),
        .calendar: .page("On which days of a month how many images were imported", whose),
        .dayOfHistory: .page(
            "The images that were imported on a day",
            whose + [
                .init("page", .integer, "number of the page from 1; 0 for everything"),
                .init("limit", .integer, "images of a page"),
            ]
        ),
        .batchAnnotate: .page(
            "Some things together, and what is said of any of them",
            ["image", "dataset", "project", "screen", "plate", "acquisition", "run", "well"].map {
                .init($0, .string, "numbers, such as 1,2", isRepeated: true)
            }
        ),
        .originalMetadata: .page("What was read from an image's file, as two tables"),
    ]

    private static let things = [
        "project", "dataset", "image", "screen", "plate", "acquisition", "well", "tag",
    ]

    private static let field: [ParameterDescription] = [
        .init("index", .integer, "which field of a well, from 0")
    ]

    private static let whose: [ParameterDescription] = [
        .init("experimenter", .integer, "whose imports; -1 for all, the visitor's own without it"),
        .init("group", .integer, "number of a group; -1 for all"),
    ]

    private static func panel(
        _ summary: String,
        of types: [String],
        _ query: [ParameterDescription] = []
    ) -> OperationDescription {
        OperationDescription(
            summary: summary,
            query: query,
            answer: .page,
            pathValues: ["type": types]
        )
    }
}
