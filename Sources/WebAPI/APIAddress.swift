import HTTP
import JSON

/// Where links of the API lead: the addresses of the server as its client calls it.
struct APIAddress {
    /// Ends with a slash.
    let base: String

    /// - Parameter root: what stands before the path instead of the request's own scheme and host;
    ///   nil for those.
    init(_ request: Request, isSecure: Bool, root: String?, prefix: String) {
        let host = request.fields["Host"] ?? "localhost"
        let root = root ?? (isSecure ? "https://" : "http://") + host
        base = "\(root)\(prefix)/api/v0/"
    }

    func path(_ path: String) -> JSONValue { .string(base + path) }

    func list(_ type: ObjectType) -> JSONValue { path("m/\(type.rawValue)/") }

    func object(_ type: ObjectType, _ id: Int) -> JSONValue { path("m/\(type.rawValue)/\(id)/") }

    func members(_ members: ObjectType, of type: ObjectType, _ id: Int) -> JSONValue {
        path("m/\(type.rawValue)/\(id)/\(members.rawValue)/")
    }

    func wells(ofField index: Int, of type: ObjectType, _ id: Int) -> JSONValue {
        path("m/\(type.rawValue)/\(id)/wellsampleindex/\(index)/wells/")
    }
}
