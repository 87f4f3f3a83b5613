import Foundation
import Settings
import Testing

@testable import OmeroWeb

@Suite struct `Nginx configuration` {
    private func text(
        _ kind: NginxConfiguration.Kind,
        _ properties: [String: String] = [:]
    ) throws -> String {
        NginxConfiguration(
            kind: kind,
            settings: try SettingsSnapshot(properties),
            instance: Instance(root: "/opt/omero web"),
            httpPort: 8080,
            serverName: "example.org",
            maxBodySize: "10m"
        ).text
    }

    @Test(arguments: [NginxConfiguration.Kind.nginx, .nginxDevelopment])
    func `both pools are upstreams that keep connections`(
        _ kind: NginxConfiguration.Kind
    ) throws {
        let text = try text(kind)
        #expect(text.contains("upstream omeroweb {"))
        #expect(text.contains("server 127.0.0.1:4080 fail_timeout=0;"))
        #expect(text.contains("upstream omeroweb_async {"))
        #expect(text.contains("server 127.0.0.1:4081 fail_timeout=0;"))
        #expect(text.contains("keepalive "))
        #expect(text.contains("client_max_body_size 10m;"))
        #expect(text.contains("listen 8080;"))
    }

    @Test func `downloads go unbuffered to the asynchronous pool, the rest to the other`() throws {
        let text = try text(.nginx)
        let parts = text.components(separatedBy: "location /webgateway/archived_files/download/ {")
        #expect(parts.count == 2)
        let block = parts[1].prefix { $0 != "}" }
        #expect(block.contains("proxy_buffering off;"))
        #expect(block.contains("proxy_pass http://omeroweb_async;"))
        #expect(text.contains("proxy_pass http://omeroweb;"))
    }

    @Test func `without an asynchronous pool everything goes to the one there is`() throws {
        for property in ["omero.web.async_workers": "0", "omero.web.wsgi_worker_class": "gevent"] {
            let text = try text(.nginx, [property.key: property.value])
            #expect(!text.contains("_async"))
        }
    }

    @Test func `a prefix stands before every path but that of static files`() throws {
        let text = try text(.nginx, ["omero.web.prefix": "/omero"])
        #expect(text.contains("location /omero/ {"))
        #expect(text.contains("location /omero/webgateway/archived_files/download/ {"))
        #expect(text.contains("location /static/ {"))
        #expect(text.contains("upstream omeroweb_omero {"))
    }

    @Test func `paths are quoted, and extra lines stand in the server's block`() throws {
        let lines = #"["listen 443 ssl;", "ssl_certificate /a.pem;"]"#
        let text = try text(.nginx, ["omero.web.nginx_server_extra_config": lines])
        #expect(text.contains("alias \"/opt/omero web/var/static/\";"))
        #expect(text.contains("    listen 443 ssl;\n    ssl_certificate /a.pem;\n"))
    }

    @Test func `locations alone name the pools' addresses`() throws {
        let text = try text(.nginxLocation)
        #expect(!text.contains("upstream"))
        #expect(text.contains("proxy_pass http://127.0.0.1:4080;"))
        #expect(text.contains("proxy_pass http://127.0.0.1:4081;"))
    }
}
