import HTTP
import Testing

@testable import OmeroWeb

@Suite struct `Route table` {
    private let all = Routes.all + [Routes.staticFiles("/static/")]

    @Test func `no two routes have the same label, and every endpoint has a route`() {
        #expect(Set(all.map(\.pattern.label)).count == all.count)
        #expect(Set(all.map(\.endpoint)) == Set(EndpointName.allCases))
    }

    @Test func `every pattern fits its own label with numbers in it, and no earlier one does`() {
        let router = Router(all.map { (pattern: $0.pattern, route: $0.pattern.label) })
        for declaration in all {
            let path = declaration.pattern.label.split(separator: "{").enumerated().map {
                $0 == 0 ? String($1) : "7" + $1.drop { $0 != "}" }.dropFirst()
            }.joined()
            guard case .found(let label, _) = router.match(path: path) else {
                Issue.record("\(path) has no route")
                continue
            }
            #expect(label == declaration.pattern.label)
        }
    }

    @Test func `downloads have a path of their own, which a front server can tell`() {
        let prefixes = all.filter { $0.pool == .async }.map(\.pattern.literalPrefix)
        #expect(
            Set(prefixes) == [
                "/webgateway/archived_files/download/", "/webgateway/download_as/",
                "/webclient/render_image_download/", "/webgateway/render_ome_tiff/",
                "/webgateway/render_ome_zarr/", "/webclient/annotation/",
                "/webclient/get_original_file/", "/webclient/download_original_file/",
                "/webclient/omero_table/",
            ]
        )
    }
}
