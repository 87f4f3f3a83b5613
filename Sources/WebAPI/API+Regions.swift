package import HTTP
package import JSON
package import Repository
package import WebAccess

extension API {
    /// Longest list.
    package var listMax: Int { limits.listMax }

    /// Regions in the form of this API, for others that list them.
    package func regionDocuments(
        _ records: [RegionRecord],
        _ request: Request,
        _ visitor: Visitor
    ) throws -> [JSONValue] {
        let writer = writer(request, visitor, try ListQuery(request, .rois, limits))
        return try records.map { try writer.roi($0) }
    }
}
