import HTTP
import Repository
import WebAccess
import WebClient
import WebGateway

/// Sends a browser from the viewer's own address to that of the viewer that is configured for images.
struct IViewerRedirect {
    private let context: IViewerContext
    private let visitor: Visitor

    init(_ context: IViewerContext, _ visitor: Visitor) {
        self.context = context
        self.visitor = visitor
    }

    func response(_ query: QueryParameters, _ request: Request) throws -> Response {
        let (image, text) = try target(query, request.target.query ?? "")
        let path = "\(context.page.prefix)/webclient/img_detail/\(image)/"
        let location = text.isEmpty ? path : path + "?" + text
        return Response(.found, [ResponseField("Location", location)])
    }

    private func target(
        _ query: QueryParameters,
        _ text: String
    ) throws -> (image: Int, query: String) {
        func number(_ name: String) -> Int? {
            query.pairs.first { $0.name.lowercased() == name && !$0.value.isEmpty }.flatMap {
                Int($0.value.prefix { $0 != "," })
            }
        }
        if let roi = number("roi") {
            return (try context.regions.roi(roi, visitor).image.id, text)
        }
        if let shape = number("shape") {
            return (try context.regions.shape(shape, visitor).image.id, text)
        }
        if let image = number("images"), let record = try context.gateway.record(image, visitor) {
            return (record.id, text)
        }
        if let well = number("well") {
            let images = try WellImages(context, visitor).records(well).map(\.id)
            if let first = images.first {
                return (first, "images=" + images.map(String.init).joined(separator: ","))
            }
        }
        throw Refusal(.notFound, "There is no image, well, ROI or shape of that number")
    }
}
