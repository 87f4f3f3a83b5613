/// What OpenAPI says of each endpoint: one table, in parts by the areas of the surface.
extension EndpointName {
    var operation: OperationDescription {
        guard let found = Self.operations[self] else {
            preconditionFailure("nothing is said of \(self)")
        }
        return found
    }

    /// No endpoint is in two parts.
    static let operations: [EndpointName: OperationDescription] = [
        accountOperations, administrationOperations, apiOperations, treeOperations,
        pageOperations, pictureOperations, imageOperations, downloadOperations,
        figureOperations, iviewerOperations, changeOperations, annotationOperations,
        settingsOperations, browsingOperations, tableOperations,
        panelOperations,
    ].reduce(into: [:]) { all, part in
        all.merge(part) { _, _ in preconditionFailure("an endpoint is described twice") }
    }
}
