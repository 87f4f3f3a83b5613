import HTTP
import Testing

@testable import OmeroWeb

@Suite struct `Route table` {
    @Test func `every endpoint has a route, and no form of path stands twice`() {
        let named = Set(Routes.all.map(\.endpoint))
        #expect(Set(EndpointName.allCases).subtracting(named) == [.staticFile])
        let labels = Routes.all.map(\.pattern.label)
        #expect(Set(labels).count == labels.count)
    }

    @Test func `all paths end with a slash, as OMERO's do`() {
        #expect(Routes.all.allSatisfy { $0.pattern.text.hasSuffix("/") })
    }

    @Test func `only what everybody may have needs no session`() {
        let open = Routes.all.filter { $0.access == .everybody }.map(\.endpoint)
        #expect(open == [.keepalivePing])
    }
}
