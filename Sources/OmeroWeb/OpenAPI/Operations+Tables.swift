/// Tables of measurements; what fails is told in the answer, as OMERO has it.
extension EndpointName {
    static let tableOperations: [EndpointName: OperationDescription] = [
        .tableQuery: table("Rows that fulfil a condition", condition + page),
        .objectTableQuery: table("Rows of the tables of a thing", condition + page, types: types),
        .tableMetadata: table("The columns of a table"),
        .tableBitmask: OperationDescription(
            summary: "The numbers in a column of the rows that fulfil a condition, as bits",
            query: condition + [.init("col_name", .string, "name of the column, object")],
            answer: .file
        ),
        .tableRows: table(
            "The places of rows that fulfil a condition",
            condition + [.init("start", .integer, "the row to begin at")]
        ),
        .tableSlice: table(
            "Some rows and columns",
            [
                .init("rows", .string, "places of rows: 1,2,5-10"),
                .init("columns", .string, "places of columns: 0,3-4"),
            ]
        ),
        .bulkAnnotations: table("Tables that are attached to a thing", types: types),
        .tablePage: .page("A table, page by page", condition + page),
        .tableJSON: table("A page of a table", condition + page),
        .tableCSV: .file(
            "A table as comma-separated values",
            condition + page + [.init("header", .choice(["true", "false"]), "names of columns")]
        ),
    ]

    private static func table(
        _ summary: String,
        _ parameters: [ParameterDescription] = [],
        types: [String]? = nil
    ) -> OperationDescription {
        OperationDescription(
            summary: summary,
            query: parameters + .callback,
            body: .form(parameters),
            answer: .callback(.anything),
            pathValues: types.map { ["type": $0] } ?? [:]
        )
    }

    private static let types = ["Screen", "Plate", "Project", "Dataset", "Image", "Well"]
    private static let condition: [ParameterDescription] = [
        .init("query", .string, "a condition such as (Area > 10.5) & (Well == 3), or * for all"),
        .init("col_names", .string, "name of a column that is wanted", isRepeated: true),
    ]
    private static let page: [ParameterDescription] = [
        .init("offset", .integer, "rows before the page"),
        .init("limit", .integer, "rows of the page"),
    ]
}
