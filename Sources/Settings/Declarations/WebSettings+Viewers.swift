/// Viewers that the operator installs: where their files lie, which one shows an image, what it is told.
extension WebSettings {
    package static let staticFileFolders = Setting(
        name: "omero.web.staticfile_dirs",
        defaultText: "[]",
        accepted: #"a JSON list of absolute paths such as ["/opt/omero_iviewer/static"]"#,
        help: "Folders whose files are served with the static files, the first that has one first."
    ) { text -> [String]? in
        JSONList.texts(text).flatMap { paths in
            paths.allSatisfy { $0.hasPrefix("/") && !$0.contains("\0") } ? paths : nil
        }
    }
    package static let applications = Setting.list(
        "omero.web.apps",
        "Viewers whose files have to be in one of staticfile_dirs: omero_iviewer, omero_figure."
    )
    package static let viewerView = Setting.choice(
        "omero.web.viewer.view",
        of: [ownViewer, iviewer],
        default: ownViewer,
        "What shows an image at /webclient/img_detail/: the server's own viewer, or OMERO.iviewer."
    )
    private static let ownViewer = "omeroweb.webclient.views.image_viewer"
    /// The value of `viewerView` that stands for OMERO.iviewer.
    package static let iviewer = "omero_iviewer.views.index"

    package static let iviewerProjectionLimit = Setting.integer(
        "omero.web.iviewer.max_projection_bytes",
        in: -1...Int.max,
        default: -1,
        "Bytes above which OMERO.iviewer projects nothing, where the server's limit is no lower."
    )
    package static let iviewerChannels = Setting.integer(
        "omero.web.iviewer.max_active_channels",
        in: 1...1000,
        default: 10,
        "Channels that OMERO.iviewer shows at a time."
    )
    package static let iviewerRegionPage = Setting.integer(
        "omero.web.iviewer.roi_page_size",
        in: 1...10_000,
        default: 500,
        "Regions on one page of OMERO.iviewer's list; the longest list of the JSON API at most."
    )
    package static let iviewerPalette = Setting.text(
        "omero.web.iviewer.roi_color_palette",
        default: "",
        "Colours for drawing, rows in brackets: [rgb(0,0,0),rgba(0,0,0,0)],[#000000]."
    )
    package static let iviewerPaletteOnly = Setting.boolean(
        "omero.web.iviewer.show_palette_only",
        default: false,
        "Whether only the colours of the palette can be chosen."
    )
    package static let iviewerRedirects = Setting.boolean(
        "omero.web.iviewer.redirect_iviewer",
        default: false,
        "Whether /iviewer/ leads to /webclient/img_detail/, where another viewer may be."
    )
    package static let iviewerMirrors = Setting.boolean(
        "omero.web.iviewer.enable_mirror",
        default: false,
        "Whether OMERO.iviewer has buttons that mirror an image."
    )

    package static let figureChannels = Setting.integer(
        "omero.figure.max_active_channels",
        in: 1...1000,
        default: 10,
        "Channels that OMERO.figure shows at a time."
    )

    static let viewers: [any AnySetting] = [
        figureChannels,
        staticFileFolders, applications, viewerView, iviewerProjectionLimit, iviewerChannels,
        iviewerRegionPage, iviewerPalette, iviewerPaletteOnly, iviewerRedirects, iviewerMirrors,
    ]
}
