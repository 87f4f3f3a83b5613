/// What the web client changes of the tree.
extension EndpointName {
    static let changeOperations: [EndpointName: OperationDescription] = [
        .newContainer: change(
            "Make a project, dataset, screen, tag or set of tags",
            [
                .init("name", .string, "name", isRequired: true),
                .init("description", .string, "description"),
                .init("owner", .integer, "number of the user himself"),
                .init("folder_type", .choice(containers), "what is made where no parent says it"),
                .init("image", .integer, "number of an image of the dataset", isRepeated: true),
            ]
        ),
        .saveName: change(
            "Name a thing",
            [.init("name", .string, "name", isRequired: true)]
        ),
        .saveDescription: change(
            "Describe a thing",
            [.init("description", .string, "description")]
        ),
        .unlink: change(
            "Take a thing out of containers, or an annotation off things",
            [.init("parent", .string, "such as image-1|image-2", isRequired: true)]
        ),
        .deleteObjects: change(
            "Delete things",
            [
                .init("child", .boolean, "also what only these containers hold"),
                .init("anns", .boolean, "also tags and files that nothing else bears"),
            ]
                + ["image", "dataset", "project", "tag", "screen", "plate", "well", "acquisition"]
                .map { .init($0, .integer, "number of one \($0)", isRepeated: true) }
        ),
        .channelNames: OperationDescription(
            summary: "Name the channels of images",
            body: .form([
                .init("channel0", .string, "name of the first channel, and so on"),
                .init("confirm_apply", .string, "for all images of parentId"),
                .init("parentId", .string, "such as dataset-3"),
            ]),
            answer: .json(.object([:]))
        ),
        .chgrp: transfer(
            "Move things to another group",
            "group_id",
            .json(.object([:])),
            placing
        ),
        .chown: transfer("Give things to another owner", "owner_id", .json(.object([:]))),
        .chgrpDryRun: transfer("Try a move to another group", "group_id", .text),
        .chownDryRun: transfer("Try a change of owners", "owner_id", .text),
        .chgrpGroups: .json(
            "Groups that things may be moved to",
            .object([
                "owners": .array(.array(.either([.integer, .string]))),
                "groups": .array(.object(["id": .integer, "name": .string])),
            ]),
            things
        ),
        .chgrpTargets: OperationDescription(
            summary: "Containers of a group that moved things may be put into, as fields of a form",
            query: [
                .init("owner", .integer, "whose; the visitor's without it, everybody's for -1")
            ],
            answer: .page,
            pathValues: ["type": ["project", "dataset", "screen"]]
        ),
        .filesetCheck: OperationDescription(
            summary: "Filesets that a change would split, as part of a page",
            query: things,
            answer: .page,
            pathValues: ["action": ["delete", "chgrp"]]
        ),
        .activities: OperationDescription(
            summary: "What a move would do, or the jobs of the visitor",
            query: [.init("jobId", .string, "what a trial answered")],
            body: .json(.object(["jobId": .string])),
            answer: .json(.object([:]))
        ),
        .activityList: .page("The jobs of the visitor, as part of a page"),
        .activityUpdate: OperationDescription(
            summary: "Forget jobs that are done",
            body: .form([.init("jobKey", .string, "one of them; all without it")]),
            answer: .textOrJSON(.object(["removed": .boolean]))
        ),
        .search: .page(
            "What bears all words of a query, as a table",
            [
                .init("query", .string, "words, or numbers of things", isRequired: true),
                .init(
                    "datatype",
                    .choice(["images", "datasets", "projects", "screens", "plates", "wells"]),
                    "what is looked for; images when none is named",
                    isRepeated: true
                ),
                .init(
                    "field",
                    .choice(["name", "description", "annotation"]),
                    "where the words are; everywhere when none is named",
                    isRepeated: true
                ),
                .init("searchGroup", .integer, "number of a group; -1 for all"),
                .init("ownedBy", .integer, "number of a user; -1 for all"),
                .init("startdateinput", .string, "first day, such as 2016-05-04"),
                .init("enddateinput", .string, "last day"),
                .init("useAcquisitionDate", .boolean, "the days are of the acquisition"),
            ]
        ),
    ]

    /// Numbers of things, with commas between them.
    private static let things = ["Project", "Dataset", "Image", "Screen", "Plate"].map {
        ParameterDescription($0, .string, "numbers, such as 1,2")
    }

    /// Where moved things lie afterwards.
    private static let placing: [ParameterDescription] = [
        .init("fileset", .integer, "number of a fileset that goes whole", isRepeated: true),
        .init("new_container_name", .string, "name of a container that is made for them"),
        .init("new_container_type", .choice(["project", "dataset", "screen"]), "what is made"),
        .init("target_id", .string, "a container that is there, such as dataset-3"),
    ]

    private static func transfer(
        _ summary: String,
        _ target: String,
        _ answer: OperationDescription.Answer,
        _ more: [ParameterDescription] = []
    ) -> OperationDescription {
        let target = ParameterDescription(target, .integer, "where they go", isRequired: true)
        return OperationDescription(
            summary: summary,
            body: .form(things + [target] + more),
            answer: answer
        )
    }

    private static let containers = ["project", "dataset", "screen", "tag", "tagset"]

    /// What answers `bad`, and with it the errors or what was done.
    private static func change(
        _ summary: String,
        _ fields: [ParameterDescription]
    ) -> OperationDescription {
        OperationDescription(
            summary: summary,
            body: .form(fields),
            answer: .json(.object(["bad": .choice(["true", "false"])]))
        )
    }
}
