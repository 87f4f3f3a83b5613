import HTTP
import Repository

/// What settings are to be changed of: the fields `to_type` and `toids` of a form.
struct SettingsTargets {
    let objects: [ObjectReference]

    private static let kinds: [String: ObjectKind] = [
        "image": .image, "dataset": .dataset, "project": .project, "plate": .plate,
        "screen": .screen, "acquisition": .plateAcquisition, "plateacquisition": .plateAcquisition,
    ]

    /// - Throws: `Refusal` for a type that has no images, and for what is no number.
    init(_ form: FormFields) throws(Refusal) {
        let type = form["to_type"] ?? "image"
        guard let kind = Self.kinds[type.lowercased()] else {
            throw Refusal(.badRequest, "to_type: expected a kind of container, not '\(type)'")
        }
        var objects: [ObjectReference] = []
        for word in form.all("toids") {
            guard let id = Int(word) else {
                throw Refusal(.badRequest, "toids: expected numbers, not '\(word)'")
            }
            objects.append(ObjectReference(kind, id))
        }
        self.objects = objects
    }
}

extension Request {
    /// The fields of the form in the body; none without a body, whatever its type is said to be.
    func formFieldsIfAny() throws(FormError) -> FormFields {
        body.isEmpty ? FormFields() : try formFields()
    }
}
