import HTTP

extension Routes {
    /// What the gateway lists of containers, plates and files, and its search.
    static let browsing: [RouteDeclaration] = {
        let lines: [(String, EndpointName)] = [
            ("proj/list/", .gatewayProjects),
            ("proj/<id:int>/detail/", .gatewayProject),
            ("proj/<id:int>/children/", .gatewayDatasets),
            ("dataset/<id:int>/detail/", .gatewayDataset),
            ("dataset/<id:int>/children/", .gatewayImages),
            ("well/<id:int>/children/", .gatewayWell),
            ("wellData/<id:int>/", .gatewayWellData),
            ("plate/<id:int>/", .gatewayPlate),
            ("plate/<id:int>/<field:int>/", .gatewayPlate),
            ("plate/<id:int>/<field:int>/<run:int>/", .gatewayPlate),
            ("original_file_paths/<id:int>/", .originalPaths),
            ("search/", .gatewaySearch),
        ]
        return lines.map { RouteDeclaration("/webgateway/" + $0, $1, .api) } + [
            RouteDeclaration("/webgateway/open_with/", .openWith, .api, access: .everybody),
            RouteDeclaration("/webgateway/img_detail/<id:int>/", .viewer, .page),
        ]
    }()
}
