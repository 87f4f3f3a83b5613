import HTTP

/// Saving, copying and resetting of rendering settings.
extension EndpointName {
    static let settingsOperations: [EndpointName: OperationDescription] = [
        .saveSettings: OperationDescription(
            summary: "Save the settings an image is seen in",
            query: parameters,
            body: .form(parameters),
            answer: .json(.boolean)
        ),
        .copiedSettings: .callback(
            "The settings that were copied last",
            .object(["rdef": .orNull(.object([:]))])
        ),
        .copySettings: OperationDescription(
            summary: "Copy settings, or paste them into other images",
            query: [.init("fromid", .integer, "number of the image they are from")] + parameters
                + [
                    .init("imageId", .integer, "number of the image that c is about"),
                    .init("pixel_range", .string, "least and largest value: 0:255"),
                ],
            body: .form(targets + parameters),
            answer: .json(.anything),
            more: [.methodNotAllowed]
        ),
        .resetSettings: reset("See images again as they were imported"),
        .applyOwnersSettings: reset("See images as their owners do"),
        .compatibleImages: .callback("Images of a project that settings fit", .string),
    ]

    private static func reset(_ summary: String) -> OperationDescription {
        OperationDescription(
            summary: summary,
            body: .form(targets),
            answer: .json(.array(.integer))
        )
    }

    private static let parameters: [ParameterDescription] = [
        .init("c", .string, "every channel with its window and colour: 1|0:255$FF0000"),
        .init("m", .choice(["g", "c"]), "grey or colour"),
        .init("maps", .string, "for each channel, as JSON, whether it is inverted, and its curve"),
        .init("z", .integer, "section shown first, from 1"),
        .init("t", .integer, "time point shown first, from 1"),
    ]
    private static let targets: [ParameterDescription] = [
        .init("toids", .integer, "number of an image, or of what holds images", isRepeated: true),
        .init("to_type", .choice(["image", "dataset", "plate", "acquisition"]), "what it is"),
    ]
}
