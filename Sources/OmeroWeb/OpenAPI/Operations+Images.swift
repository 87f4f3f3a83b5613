/// Pictures of images, and what is known of images.
extension EndpointName {
    static let pictureOperations: [EndpointName: OperationDescription] = [
        .thumbnail: .picture("A thumbnail", .settings + .rendering),
        .clientThumbnail: .picture("A thumbnail, or the picture of one", .settings + .rendering),
        .thumbnailText: .callback("A thumbnail as an address of its own", .string, .settings),
        .clientThumbnailText: .callback("A thumbnail as an address", .string, .settings),
        .thumbnails: .callback(
            "Thumbnails of some images as addresses",
            .dictionary(.orNull(.string)),
            [.init("id", .integer, "number of an image", isRepeated: true)]
        ),
        .plane: .picture("A plane"),
        .planeOfSettings: .picture("A plane in settings that are named whole"),
        .region: .picture("A region or a tile of a plane", parts + .rendering),
        .regionOfSettings: .picture("A region in settings named whole", parts + .rendering),
        .splitChannel: .picture("The channels of a plane side by side"),
        .rowPlot: .picture("Values along a row"),
        .columnPlot: .picture("Values along a column"),
        .regionThumbnail: .picture("A region of interest", outline + .rendering),
        .shapeThumbnail: .picture("A shape", outline + .rendering),
        .shapeMask: .picture("A mask", []),
        .lookUpTablesPicture: .picture(
            "All look-up tables",
            [.init("cached", .boolean, "false asks for new ones")]
        ),
    ]

    private static let parts: [ParameterDescription] = [
        .init("tile", .string, "level, column, row, width and height of a tile: 0,1,2,256,256"),
        .init("region", .string, "left, top, width and height: 0,0,100,100"),
    ]
    private static let outline: [ParameterDescription] = [
        .init("color", .choice(["f00", "0f0", "00f", "ff0", "fff", "000"]), "of the outline")
    ]

    static let imageOperations: [EndpointName: OperationDescription] = [
        .imageData: .callback(
            "What is known of an image, or one part of it",
            .anything,
            [.init("getDefaults", .boolean, "as after a reset of the settings")]
        ),
        .renderingDefinitions: .callback(
            "Rendering settings of an image",
            .object(["rdefs": .array(.object([:]))])
        ),
        .histogram: .json(
            "How often values occur in a plane",
            .object(["data": .array(.integer)]),
            [
                .init("theZ", .integer, "section, from 0"),
                .init("theT", .integer, "time point, from 0"),
                .init("bins", .integer, "parts of the range, 256"),
            ]
        ),
        .regions: .callback(
            "Regions of interest of an image",
            .array(.object(["id": .integer, "shapes": .array(.object([:]))]))
        ),
        .shape: .callback("A shape", .object(["id": .integer, "type": .string])),
        .lookUpTables: .callback(
            "Look-up tables there are",
            .object(["luts": .array(.object([:]))]),
            [.init("rgb", .boolean, "adds the colours")]
        ),
        .keyValues: .file("Key-value pairs of images, as CSV", .selection),
        .metadataText: .file("What is known of an image, as text"),
    ]

    static let downloadOperations: [EndpointName: OperationDescription] = [
        .archivedFiles: .file(
            "Original files, one or as zip",
            .selection + [.init("zipname", .string, "name of the zip file")]
        ),
        .downloadAs: .file(
            "Pictures of images, one or as zip",
            .selection + [
                .init("zipname", .string, "name of the zip file"),
                .init("format", .choice(["jpeg", "png", "tif", "webp"]), "of the pictures"),
            ]
        ),
        .planeDownload: .file("A picture of a plane", .rendering),
        .omeTIFF: .file(
            "Images as OME-TIFF, one or as zip",
            [
                .init("dryrun", .boolean, "answers how many images there would be"),
                .init("selection", .string, "numbers of some images of a dataset: 1,2"),
            ],
            pathValues: ["kind": ["p", "d", "w", "i"]]
        ),
        .omeZarr: .file("An image as OME-Zarr, in a zip file"),
        .annotationFile: .file("An attached file, by its annotation"),
        .shownFile: .file("An attached file, to be shown"),
        .keptFile: .file("An attached file, to be kept"),
    ]
}
