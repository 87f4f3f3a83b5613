import HTTP

extension Routes {
    /// Saving, copying and resetting of rendering settings.
    static let settings: [RouteDeclaration] =
        settings(of: "/webgateway/") + settings(of: "/webclient/") + [
            RouteDeclaration("/webgateway/resetRDef/", .resetSettings, .api, [.post]),
            RouteDeclaration("/webgateway/applyOwnersRDef/", .applyOwnersSettings, .api, [.post]),
            RouteDeclaration("/webgateway/compatImgRDef/<id:int>/", .compatibleImages, .api),
        ]

    /// What both applications have.
    private static func settings(of application: String) -> [RouteDeclaration] {
        [
            RouteDeclaration(
                application + "saveImgRDef/<id:int>/",
                .saveSettings,
                .api,
                [.post]
            ),
            RouteDeclaration(application + "getImgRDef/", .copiedSettings, .api),
            RouteDeclaration(application + "copyImgRDef/", .copySettings, .api, [.get, .post]),
        ]
    }
}
