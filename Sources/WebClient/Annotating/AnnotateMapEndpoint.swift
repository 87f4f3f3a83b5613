package import HTTP
import JSON
package import Repository
package import WebAccess

/// `/webclient/annotate_map/`: makes, changes and deletes key-value pairs.
package struct AnnotateMapEndpoint: Endpoint {
    private let catalogue: any Catalogue

    package init(_ catalogue: any Catalogue) { self.catalogue = catalogue }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let form = try AnnotationForm(request)
        let pairs = try Self.pairs(form.fields["mapAnnotation"])
        let ids = try form.numbers("annId")
        guard ids.count <= AnnotationForm.objectsMax else {
            throw Refusal(.badRequest, "More than \(AnnotationForm.objectsMax) annotations")
        }
        if pairs.isEmpty {
            try catalogue.deleteAnnotations(ids, of: .map, by: visitor.actor)
            return Response(.ok, json: ["annId": .null])
        }
        if ids.isEmpty {
            return Self.answer(try create(pairs, form, visitor.actor))
        }
        try catalogue.write(pairs, toMaps: ids, by: visitor.actor)
        return Self.answer(ids)
    }

    private static func answer(_ ids: [Int]) -> Response {
        Response(.ok, json: ["annId": .array(ids.map(JSONValue.integer))])
    }

    /// Each thing gets pairs of its own, unless the form says that all are to share them; pairs
    /// that people edit are never shared.
    private func create(
        _ pairs: [KeyValuePair],
        _ form: AnnotationForm,
        _ actor: Actor
    ) throws -> [Int] {
        try form.requireObjects()
        let namespace = form.fields["ns"] ?? AnnotationNamespace.clientMap
        try AnnotationForm.check(namespace, "ns")
        let mark = NewMark(.value(.map(pairs)), namespace: namespace)
        let isShared =
            form.fields["duplicate"]?.lowercased() == "false"
            && namespace != AnnotationNamespace.clientMap
        guard isShared else {
            return try catalogue.annotateEach(form.objects, with: mark, by: actor)
        }
        return try catalogue.annotate(
            form.objects,
            with: [mark],
            existing: [],
            of: .map,
            by: actor
        )
    }

    /// The pairs of `[["key", "value"], …]`.
    static func pairs(_ text: String?) throws(Refusal) -> [KeyValuePair] {
        guard let text, let elements = JSONReader.document(text)?.elements else {
            throw malformed
        }
        guard elements.count <= AnnotationValue.pairsMax else {
            throw Refusal(.badRequest, "More than \(AnnotationValue.pairsMax) key-value pairs")
        }
        var pairs: [KeyValuePair] = []
        for element in elements {
            guard let parts = element.elements, parts.count == 2, let key = parts[0].string,
                let value = parts[1].string
            else { throw malformed }
            try AnnotationForm.check(key, "mapAnnotation")
            try AnnotationForm.check(value, "mapAnnotation")
            pairs.append(KeyValuePair(key, value))
        }
        return pairs
    }

    private static let malformed = Refusal(
        .badRequest,
        "Need to POST map annotation data as list of ['key', 'value'] pairs"
    )
}
