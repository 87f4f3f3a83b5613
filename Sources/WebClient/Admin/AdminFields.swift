/// Fields of forms, each with its label.
enum AdminFields {
    static func text(
        _ name: String,
        _ label: String,
        _ value: String?,
        isRequired: Bool = false,
        type: String = "text"
    ) -> String {
        """
        <p><label for="\(name)">\(label)</label>
        <input id="\(name)" name="\(name)" type="\(type)" value="\(HTML.escape(value ?? ""))" \
        maxlength="255"\(isRequired ? " required" : "")></p>
        """
    }

    static func checkBox(_ name: String, _ value: String, _ label: String, isOn: Bool) -> String {
        let id = name + "-" + value
        return """
            <p class="check"><input id="\(id)" name="\(name)" type="checkbox" value="\(value)"\
            \(isOn ? " checked" : "")> <label for="\(id)">\(HTML.escape(label))</label></p>
            """
    }

    /// - Parameters:
    ///   - options: the values with what they are called.
    ///   - chosen: the values that are chosen already.
    static func choice(
        _ name: String,
        _ label: String,
        _ options: [(value: Int, text: String)],
        chosen: Set<Int> = [],
        isMultiple: Bool = false,
        isRequired: Bool = true
    ) -> String {
        let items = options.map { option in
            "<option value=\"\(option.value)\"\(chosen.contains(option.value) ? " selected" : "")>"
                + "\(HTML.escape(option.text))</option>"
        }
        return """
            <p><label for="\(name)">\(label)</label>
            <select id="\(name)" name="\(name)"\(isMultiple ? " multiple" : "")\(isRequired ? " required" : "")>\
            \(items.joined())</select></p>
            """
    }

    /// - Parameter rows: markup.
    static func table(_ heads: [String], _ rows: [[String]]) -> String {
        let head = heads.map { "<th scope=\"col\">\($0)</th>" }.joined()
        let body = rows.map { row in "<tr>\(row.map { "<td>\($0)</td>" }.joined())</tr>" }
        return """
            <div class="table"><table>
            <thead><tr>\(head)</tr></thead>
            <tbody>
            \(body.joined(separator: "\n"))
            </tbody></table></div>
            """
    }
}
