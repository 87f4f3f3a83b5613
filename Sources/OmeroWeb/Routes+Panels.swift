import HTTP

/// Parts of the web client's pages, each of one thing or of a few.
extension Routes {
    static let panels: [RouteDeclaration] = {
        let lines: [(String, EndpointName)] = [
            ("metadata_details/<type>/<id:int>/", .details),
            ("metadata_acquisition/<type>/<id:int>/", .acquisition),
            ("metadata_hierarchy/<type>/<id:int>/", .hierarchy),
            ("metadata_preview/<type>/<id:int>/", .preview),
            ("load_plate/<id:int>/", .platePanel),
            ("load_plate/<type>/<id:int>/", .platePanel),
            ("load_calendar/", .calendar),
            ("load_calendar/<year:int>/<month:int>/", .calendar),
            ("load_history/<year:int>/<month:int>/<day:int>/", .dayOfHistory),
            ("batch_annotate/", .batchAnnotate),
            ("load_original_metadata/<id:int>/", .originalMetadata),
        ]
        return lines.map { RouteDeclaration("/webclient/" + $0, $1, .api) }
    }()
}
