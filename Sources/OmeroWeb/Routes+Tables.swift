import HTTP
import Telemetry

extension Routes {
    /// Tables of measurements: what is asked by POST changes nothing either.
    static let tables: [RouteDeclaration] =
        [
            ("table/<id:int>/query/", .tableQuery, [.get, .post]),
            ("table/<type>/<id:int>/query/", .objectTableQuery, [.get, .post]),
            ("table/<id:int>/metadata/", .tableMetadata, [.get]),
            ("table/<id:int>/obj_id_bitmask/", .tableBitmask, [.get]),
            ("table/<id:int>/rows/", .tableRows, [.get]),
            ("table/<id:int>/slice/", .tableSlice, [.get, .post]),
            ("annotations/<type>/<id:int>/", .bulkAnnotations, [.get]),
        ].map {
            RouteDeclaration("/webgateway/" + $0, $1, .api, $2, readsByPost: $2.contains(.post))
        } + [
            RouteDeclaration("/webclient/omero_table/<id:int>/", .tablePage, .page),
            RouteDeclaration("/webclient/omero_table/<id:int>/json/", .tableJSON, .api),
            RouteDeclaration(
                "/webclient/omero_table/<id:int>/csv/",
                .tableCSV,
                .download,
                pool: .async,
                download: .annotation
            ),
        ]
}
