import HTTP

/// What the web client changes of the tree.
extension Routes {
    static let changes: [RouteDeclaration] = {
        let lines: [(String, EndpointName)] = [
            ("action/addnewcontainer/", .newContainer),
            ("action/addnewcontainer/<type>/<id:int>/", .newContainer),
            ("action/savename/<type>/<id:int>/", .saveName),
            ("action/savedescription/<type>/<id:int>/", .saveDescription),
            ("action/remove/<type>/<id:int>/", .unlink),
            ("action/delete/<type>/<id:int>/", .deleteObjects),
            ("action/deletemany/", .deleteObjects),
            ("chgrp/", .chgrp),
            ("chown/", .chown),
            ("chgrpDryRun/", .chgrpDryRun),
            ("chownDryRun/", .chownDryRun),
            ("activities_update/", .activityUpdate),
            ("activities_update/clean/", .activityUpdate),
            ("edit_channel_names/<id:int>/", .channelNames),
        ]
        return lines.map { RouteDeclaration("/webclient/" + $0, $1, .api, [.post]) }
            + [
                RouteDeclaration("/webclient/load_chgrp_groups/", .chgrpGroups, .api),
                RouteDeclaration(
                    "/webclient/load_chgrp_target/<group:int>/<type>/",
                    .chgrpTargets,
                    .api
                ),
                RouteDeclaration("/webclient/fileset_check/<action>/", .filesetCheck, .api),
                RouteDeclaration("/webclient/activities/", .activityList, .page),
                RouteDeclaration(
                    "/webclient/activities_json/",
                    .activities,
                    .api,
                    [.get, .delete]
                ),
            ]
    }()
}

/// The search, and the names under which OMERO.web has the page of the repository besides.
extension Routes {
    static let search: [RouteDeclaration] =
        [RouteDeclaration("/webclient/load_searching/form/", .search, .api)]
        + ["userdata", "public", "history", "search", "help", "usertags"].map {
            RouteDeclaration("/webclient/\($0)/", .browser, .page)
        }
}
