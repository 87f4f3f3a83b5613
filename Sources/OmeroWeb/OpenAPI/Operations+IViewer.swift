/// OMERO.iviewer.
extension EndpointName {
    static let iviewerOperations: [EndpointName: OperationDescription] = [
        .iviewer: .page(
            "OMERO.iviewer, when it is installed",
            [
                .init("images", .string, "numbers of images: 1,2"),
                .init("dataset", .integer, "number of the dataset whose images are listed"),
                .init("well", .integer, "number of the well whose images are shown"),
                .init("roi", .integer, "number of a region that is shown"),
                .init("shape", .integer, "number of a shape that is shown"),
            ]
        ),
        .iviewerImage: .json("What is known of an image", .imageDetails),
        .iviewerImageOfRegion: .json("What is known of the image of a region", .imageDetails),
        .iviewerImageOfShape: .json("What is known of the image of a shape", .imageDetails),
        .iviewerTimes: .json(
            "When each time point was taken",
            .object(["delta_t": .array(.number), "image_id": .integer])
        ),
        .iviewerWell: .json(
            "Images of a well",
            .object([:]),
            [
                .init("id", .integer, "number of the well"),
                .init("limit", .integer, "images of a page, 10"),
                .init("offset", .integer, "images before the page"),
            ]
        ),
        .iviewerStatistics: .json(
            "What the samples of shapes are like, by shape and channel",
            .object([:]),
            [
                .init("ids", .string, "numbers of shapes: 1,2"),
                .init("z", .integer, "section of shapes on all sections, from 0"),
                .init("t", .integer, "time point of shapes on all time points, from 0"),
                .init("cs", .string, "channels from 0, all without it: 0,1"),
            ]
        ),
        .iviewerIntensity: .json(
            "The samples around a pixel",
            .object([:]),
            [
                .init("image", .integer, "number of the image"),
                .init("x", .number, "place of the pixel, from 0"),
                .init("y", .number, "place of the pixel, from 0"),
                .init("z", .integer, "section, from 0"),
                .init("t", .integer, "time point, from 0"),
                .init("c", .string, "channels from 0: 0,1"),
            ]
        ),
        .iviewerSaveProjection: OperationDescription(
            summary: "Makes an image of sections seen as one",
            query: [
                .init("image", .integer, "number of the image"),
                .init("projection", .choice(["intmax", "intmean", "intsum"]), "how"),
                .init("start", .integer, "first section, from 0"),
                .init("end", .integer, "last section, from 0"),
                .init("dataset", .integer, "number of the dataset the new image goes into"),
            ],
            answer: .json(.object([:]))
        ),
        .iviewerRegions: .json(
            "Regions with a shape on a plane",
            .object(["data": .array(.object([:])), "meta": .object(["totalCount": .integer])]),
            [
                .init("limit", .integer, "regions of a page"),
                .init("offset", .integer, "regions before the page"),
            ]
        ),
        .iviewerShapeCounts: .json(
            "How many shapes are on each plane",
            .object(["data": .array(.array(.integer))])
        ),
        .iviewerPageOfRegion: .json("Where a region is in the list of its image's", .regionPage),
        .iviewerPageOfShape: .json("Where a region is in the list of its plane's", .regionPage),
        .iviewerSaveRegions: OperationDescription(
            summary: "Saves regions that were drawn, changed and deleted",
            body: .json(.object(["imageId": .integer, "rois": .object([:])])),
            answer: .json(.object(["ids": .object([:])]))
        ),
    ]
}

extension JSONSchema {
    fileprivate static let regionPage = JSONSchema.object([
        "image": .object(["id": .integer]), "roi": .object(["id": .integer]),
        "roi_index": .integer, "roi_count": .integer,
    ])
    fileprivate static let imageDetails = JSONSchema.object([
        "id": .integer, "meta": .object([:]), "roi_count": .integer, "import_date": .string,
    ])
}
