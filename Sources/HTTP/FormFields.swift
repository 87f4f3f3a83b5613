/// The fields of a form that a request brings, in the order they were sent.
package struct FormFields: Sendable, Equatable {
    package private(set) var pairs: [Pair] = []

    package struct Pair: Sendable, Equatable {
        package var name: String
        package var value: String

        package init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    package init(_ pairs: [Pair] = []) { self.pairs = pairs }

    /// The value of the first field of that name; nil when absent.
    package subscript(_ name: String) -> String? { pairs.first { $0.name == name }?.value }

    package func all(_ name: String) -> [String] {
        pairs.filter { $0.name == name }.map(\.value)
    }
}

/// Why the body of a request is no form.
package enum FormError: Error, Equatable, CustomStringConvertible {
    case otherMediaType(String)
    case notUTF8
    case malformed(String)
    case tooLarge(limit: String)

    package var description: String {
        switch self {
        case .otherMediaType(let type): "a form was expected, not '\(type)'"
        case .notUTF8: "the form is not UTF-8"
        case .malformed(let reason): "the form is malformed: \(reason)"
        case .tooLarge(let limit): "the form has more than \(limit)"
        }
    }
}

extension Request {
    /// The media type of the body in lower case, without its parameters; nil when none is named.
    package var mediaType: String? {
        fields["Content-Type"].map { value in
            let name = value.prefix { $0 != ";" && $0 != " " && $0 != "\t" }
            return name.lowercased()
        }
    }

    /// The fields of the form in the body; an empty body without a type is an empty form.
    ///
    /// - Parameter skipsFiles: whether files are passed over instead of refused.
    package func formFields(skipsFiles: Bool = false) throws(FormError) -> FormFields {
        switch mediaType {
        case nil where body.isEmpty: return FormFields()
        case "application/x-www-form-urlencoded": return try urlEncodedFields()
        case "multipart/form-data":
            guard let boundary = multipartBoundary else { throw .malformed("no boundary") }
            return try MultipartForm(boundary: boundary).fields(body, skipsFiles: skipsFiles)
        case let type: throw .otherMediaType(type ?? "")
        }
    }

    /// What delimits the parts of a form; nil when nothing valid is named.
    package var multipartBoundary: String? {
        fields["Content-Type"].flatMap { MultipartForm.boundary(ofContentType: $0) }
    }

    /// What is written like a query (URL Standard, application/x-www-form-urlencoded).
    private func urlEncodedFields() throws(FormError) -> FormFields {
        guard let text = String(validating: body, as: UTF8.self) else { throw .notUTF8 }
        do throws(QueryError) {
            let query = try QueryParameters(query: text)
            return FormFields(query.pairs.map { FormFields.Pair(name: $0.name, value: $0.value) })
        } catch {
            switch error {
            case .malformedEscape: throw .malformed("an escape")
            case .tooMany(let limit): throw .tooLarge(limit: "\(limit) fields")
            }
        }
    }
}
