import Foundation
import IViewer
import Settings
import TestSupport
import Testing
import WebClient

@testable import OmeroWeb

@Suite struct `Viewers that an operator installs` {
    private let folder: TemporaryFolder
    private var instance: Instance { Instance(root: folder.path) }

    init() throws {
        folder = try TemporaryFolder()
        try FileManager.default.createDirectory(
            atPath: folder.path("viewer/omero_iviewer"),
            withIntermediateDirectories: true
        )
        try folder.write("the viewer", to: "viewer/omero_iviewer/main.js")
    }

    private func settings(_ properties: [String: String]) throws -> SettingsSnapshot {
        try SettingsSnapshot(
            properties.merging(["omero.web.staticfile_dirs": "[\"\(folder.path("viewer"))\"]"]) {
                one,
                _ in one
            }
        )
    }

    @Test func `their files are copied for the front server, readable by it`() throws {
        let settings = try settings([:])
        let count = try StaticFiles.install(instance, settings)
        #expect(count == StaticAsset.all.count + 1)
        let copy = "var/static/omero_iviewer/main.js"
        #expect(try String(decoding: folder.read(copy), as: UTF8.self) == "the viewer")
        let attributes = try FileManager.default.attributesOfItem(atPath: folder.path(copy))
        #expect((attributes[.posixPermissions] as? Int).map { $0 & 0o444 } == 0o444)
        try folder.write("a new one", to: "viewer/omero_iviewer/main.js")
        #expect(try StaticFiles.install(instance, settings) == count)
        #expect(try String(decoding: folder.read(copy), as: UTF8.self) == "a new one")
    }

    @Test(arguments: [
        (["omero.web.apps": #"["omero_figure"]"#], "omero_figure"),
        (
            [
                "omero.web.viewer.view": "omero_iviewer.views.index",
                "omero.web.staticfile_dirs": "[]",
            ], "omero_iviewer"
        ),
    ])
    func `one that is named and not installed lets no start succeed`(
        _ properties: [String: String],
        _ name: String
    ) throws {
        let settings = try settings(properties)
        #expect(throws: StaticFoldersError.notInstalled(application: name)) {
            try StaticFiles.install(instance, settings)
        }
    }

    @Test func `applications of others are noticed by name, and stop nothing`() throws {
        let settings = try settings(["omero.web.apps": #"["omero_iviewer", "omero_mapr"]"#])
        #expect(InstalledViewers.unknown(settings) == ["omero_mapr"])
        #expect(try StaticFiles.install(instance, settings) > 1)
    }

    @Test func `the viewer is told the lower of two limits`() throws {
        func bytes(_ own: String, _ servers: String) throws -> Int {
            let settings = try settings([
                "omero.web.iviewer.max_projection_bytes": own,
                "omero.pixeldata.max_projection_bytes": servers,
            ])
            return IViewerSettings(settings).projectionBytes
        }
        #expect(try bytes("-1", "1000") == 1000)
        #expect(try bytes("500", "1000") == 500)
        #expect(try bytes("2000", "1000") == 1000)
    }
}
