import Foundation
import Settings
import TestSupport
import Testing

@testable import OmeroWeb

@Suite struct `Front server configuration` {
    static let nginx = ["/usr/sbin/nginx", "/usr/bin/nginx", "/usr/local/sbin/nginx"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    private func text(
        _ kind: NginxConfiguration.Kind,
        _ properties: [String: String] = [:],
        root: String = "/opt/omero"
    ) throws -> String {
        NginxConfiguration(
            kind: kind,
            settings: try SettingsSnapshot(properties),
            instance: Instance(root: root),
            httpPort: 8080,
            serverName: "images.example",
            maxBodySize: "0"
        ).text
    }

    @Test func `a server has two upstreams with kept connections, and streams downloads`() throws {
        let text = try text(.nginx)
        #expect(text.contains("upstream omeroweb {\n    server 127.0.0.1:4080 fail_timeout=0;"))
        #expect(text.contains("upstream omeroweb_async {\n    server 127.0.0.1:4081"))
        #expect(text.components(separatedBy: "keepalive 64;").count == 3)
        #expect(text.contains("    listen 8080;\n    server_name images.example;"))
        let download = try #require(
            text.components(separatedBy: "location /webgateway/archived_files/download/ {").last?
                .components(separatedBy: "}").first
        )
        #expect(download.contains("proxy_buffering off;"))
        #expect(download.contains("proxy_pass http://omeroweb_async;"))
        #expect(download.contains("proxy_set_header Connection \"\";"))
        let rest = try #require(text.components(separatedBy: "location / {").last)
        #expect(rest.contains("proxy_pass http://omeroweb;"))
        #expect(!rest.contains("proxy_buffering"))
    }

    @Test func `locations alone name addresses, since they bring no upstreams`() throws {
        let text = try text(.nginxLocation)
        #expect(!text.contains("upstream"))
        #expect(!text.contains("server {"))
        #expect(text.contains("proxy_pass http://127.0.0.1:4080;"))
        #expect(text.contains("proxy_pass http://127.0.0.1:4081;"))
    }

    @Test func `a prefix moves the locations and names the upstreams apart`() throws {
        let text = try text(.nginx, ["omero.web.prefix": "/omero"])
        #expect(text.contains("upstream omeroweb_omero {"))
        #expect(text.contains("location /omero/ {"))
        #expect(text.contains("location /omero/webgateway/archived_files/download/ {"))
        #expect(text.contains("location @maintenance_omero {"))
        #expect(text.contains("location /static/ {"))
    }

    @Test(arguments: [
        ["omero.web.async_workers": "0"], ["omero.web.wsgi_worker_class": "gevent"],
    ])
    func `without a second pool downloads go to the first one`(
        properties: [String: String]
    ) throws {
        let text = try text(.nginx, properties)
        #expect(!text.contains("_async"))
        #expect(text.contains("proxy_buffering off;\n        proxy_pass http://omeroweb;"))
    }

    @Test func `lines of the operator stand in the server block`() throws {
        let text = try text(
            .nginx,
            ["omero.web.nginx_server_extra_config": #"["listen 443 ssl;", "gzip on;"]"#]
        )
        #expect(text.contains("    listen 443 ssl;\n    gzip on;\n"))
    }

    @Test func `paths are words, whatever is in them`() throws {
        let text = try text(.nginx, root: #"/opt/my "om\ero"#)
        #expect(text.contains(#"alias "/opt/my \"om\\ero/var/static/";"#))
    }

    @Test(
        .enabled(if: nginx != nil, "nginx is not installed"),
        arguments: NginxConfiguration.Kind.allCases,
        ["", "/omero"]
    )
    func `nginx itself accepts it`(kind: NginxConfiguration.Kind, prefix: String) throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(
            atPath: folder.path("my var/var/log"),
            withIntermediateDirectories: true
        )
        let made = try text(kind, ["omero.web.prefix": prefix], root: folder.path("my var"))
        let path = try folder.write(whole(made, kind, folder), to: "nginx.conf")
        let process = Foundation.Process()
        process.executableURL = URL(filePath: try #require(Self.nginx))
        process.arguments = ["-t", "-c", path, "-e", folder.path("early.log")]
        let output = Pipe()
        process.standardError = output
        try process.run()
        let words = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(String(decoding: words, as: UTF8.self))")
    }

    /// What is made for inclusion needs something around it.
    private func whole(
        _ text: String,
        _ kind: NginxConfiguration.Kind,
        _ folder: TemporaryFolder
    ) -> String {
        if kind == .nginxDevelopment { return text }
        let inside = kind == .nginxLocation ? "server {\nlisten 8080;\n\(text)}\n" : text
        return "pid \(folder.path("pid"));\nerror_log \(folder.path("error.log"));\n"
            + "events {}\nhttp {\naccess_log off;\n\(inside)}\n"
    }
}
