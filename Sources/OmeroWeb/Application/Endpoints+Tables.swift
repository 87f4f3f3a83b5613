import WebAccess
import WebClient
import WebGateway

extension Endpoints {
    func tables(_ name: EndpointName) -> (any Endpoint)? {
        let tables = StoredTables(catalogue, gateway.limits)
        let annotations = BulkAnnotations(catalogue, people)
        return switch name {
        case .tableQuery: TableQueryEndpoint(tables)
        case .objectTableQuery: ObjectTableQueryEndpoint(tables, annotations)
        case .tableMetadata: TableMetadataEndpoint(tables)
        case .tableBitmask: TableBitmaskEndpoint(tables)
        case .tableRows: TableRowsEndpoint(tables)
        case .tableSlice: TableSliceEndpoint(tables)
        case .bulkAnnotations: BulkAnnotationsEndpoint(annotations)
        case .tablePage: TableEndpoint(tables, context, .page)
        case .tableJSON: TableEndpoint(tables, context, .json)
        case .tableCSV: TableCSVEndpoint(tables)
        default: nil
        }
    }
}
