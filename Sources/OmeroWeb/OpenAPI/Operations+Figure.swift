/// What OMERO.figure asks for.
extension EndpointName {
    static let figureOperations: [EndpointName: OperationDescription] = [
        .figurePage: .page("OMERO.figure's page, where it is installed"),
        .figureImageData: .json(
            "What is known of an image, with units and what holds it",
            .object(["id": .integer, "pixel_size": .object([:]), "parents": .object([:])])
        ),
        .figureScaledRegion: .picture(
            "A region that is small enough, also beyond the image's edges",
            [
                .init("region", .string, "left, top, width and height", isRequired: true),
                .init("max_size", .integer, "longest side, 2000"),
            ] + .rendering
        ),
        .figureProjectionRefused: .picture("In the place of a projection of too much", []),
        .figureTimestamps: .json(
            "When time points were taken",
            .dictionary(.array(.number)),
            images
        ),
        .figurePixelsType: .json("Types of pixels", .dictionary(.object([:])), images),
        .figureSectionDistance: .json("Distances of sections", .dictionary(.object([:])), images),
        .figureImagesDetails: .json(
            "Whose some images are",
            .object(["data": .array(.object(["id": .integer, "name": .string]))]),
            [.init("image", .string, "numbers of images: 1,2")]
        ),
        .figureRegionCount: .json(
            "How many regions an image has",
            .object(["roi": .integer]),
            [.init("shapes", .string, "adds how many shapes")]
        ),
        .figureRectangles: .json(
            "Regions of an image with rectangles",
            .object(["data": .array(.object([:])), "meta": .object(["totalCount": .integer])]),
            .list
        ),
        .figureUnitConversion: .json(
            "A length in another unit",
            .object(["value": .orNull(.number), "unit": .string, "symbol": .string])
        ),
        .figureList: .json(
            "Saved figures",
            .array(.object(["id": .integer, "name": .string, "canEdit": .boolean]))
        ),
        .figureLoad: .json("A saved figure", .anything),
        .figureSave: OperationDescription(
            summary: "Save a figure; answers its number",
            body: .form(
                [
                    .init("figureJSON", .string, "the figure", isRequired: true),
                    .init("fileId", .integer, "number of the figure that is written over"),
                ]
            ),
            answer: .text
        ),
        .figureDelete: OperationDescription(
            summary: "Delete a figure",
            body: .form([.init("fileId", .integer, "number of the figure", isRequired: true)]),
            answer: .text
        ),
        .figureMove: OperationDescription(
            summary: "Move a figure into another group",
            body: .form(
                [
                    .init("ann_id", .integer, "number of the figure", isRequired: true),
                    .init("group_id", .integer, "number of the group", isRequired: true),
                ]
            ),
            answer: .json(.object([:]))
        ),
    ]

    private static let images: [ParameterDescription] = [
        .init("image", .integer, "number of an image", isRepeated: true)
    ]
}
