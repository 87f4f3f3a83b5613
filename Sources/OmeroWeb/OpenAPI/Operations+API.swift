import HTTP
import WebAPI

/// OMERO's JSON API, and the quotas beside it.
extension EndpointName {
    static let apiOperations: [EndpointName: OperationDescription] = [
        .openAPI: .json(
            "This description",
            .object(["openapi": .string, "paths": .dictionary(.anything)])
        ),
        .apiToken: .json("A token for requests that change something", .object(["data": .string])),
        .apiServers: .json(
            "Servers there are",
            .object([
                "data": .array(
                    .object(["id": .integer, "host": .string, "port": .integer, "server": .string])
                )
            ])
        ),
        .apiLogin: OperationDescription(
            summary: "Log in",
            body: .either(
                [
                    .init("username", .string, "name of the user"),
                    .init("password", .string, "password"),
                    .init("server", .integer, "number of the server, 1"),
                ]
            ),
            answer: .json(.object(["success": .boolean, "eventContext": .object([:])])),
            more: [.methodNotAllowed]
        ),
        .apiVersions: .json("Versions of the API", .object(["data": .array(.object([:]))])),
        .apiStart: .json("Where everything is", .dictionary(.string)),
        .apiSave: OperationDescription(
            summary: "Save a project, dataset or screen",
            query: [.init("group", .integer, "number of the group of a new object")],
            body: .json(.object(["@type": .string])),
            answer: .created(.object(["data": savedObject])),
            more: [.methodNotAllowed]
        ),
        .apiList: .json(
            "A list of objects",
            .object(["data": .array(savedObject), "meta": listMeta]),
            .list + parents,
            pathValues: ["type": objectTypes, "parent": objectTypes]
        ),
        .apiObject: OperationDescription(
            summary: "One object",
            query: .object,
            answer: .json(.object(["data": savedObject])),
            pathValues: ["type": objectTypes],
            more: [.methodNotAllowed]
        ),
    ].merging(quotaOperations) { one, _ in one }

    private static let objectTypes = ObjectType.allCases.map(\.rawValue)

    /// What some list can be narrowed to, in the order of the types.
    private static let parents: [ParameterDescription] = {
        let parents = Set(ObjectType.allCases.flatMap(\.parents))
        return ObjectType.allCases.filter(parents.contains).map(\.parameterName).map {
            .init($0, .integer, "number of the \($0) to which the list is narrowed")
        }
    }()

    private static let savedObject = JSONSchema.object(["@id": .integer, "@type": .string])
    private static let listMeta = JSONSchema.object([
        "offset": .integer, "limit": .integer, "maxLimit": .integer, "totalCount": .integer,
    ])

    private static let quotaOperations: [EndpointName: OperationDescription] = [
        .apiQuota: .json("One's own quota of downloads", .object(["data": standing])),
        .apiQuotas: .json(
            "Who downloaded how much; for administrators",
            .object(["users": .array(standing), "overrides": .array(.object([:]))])
        ),
        .apiQuotaOverride: OperationDescription(
            summary: "Limits of one user or group; for administrators",
            body: .json(.dictionary(.either([.integer, .orNull(.choice(["unlimited"]))]))),
            answer: .json(.object(["limits": .object([:])])),
            pathValues: ["type": ["users", "groups"]]
        ),
        .apiQuotaReset: .json(
            "Give a user his whole quota back",
            .object(["data": standing])
        ),
    ]

    private static let standing = JSONSchema.object([
        "limits": .object([:]), "usedBytes": .integer, "leftBytes": .orNull(.integer),
        "resetSeconds": .integer, "openDownloads": .integer,
    ])
}
