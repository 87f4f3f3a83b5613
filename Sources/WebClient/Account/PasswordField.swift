/// A field for a password, with what a browser may fill in.
enum PasswordField {
    /// - Parameter completion: `current-password` or `new-password`, as HTML has it.
    static func markup(
        _ name: String,
        _ label: String,
        completion: String = "new-password"
    ) -> String {
        """
        <p><label for="\(name)">\(label)</label>
        <input id="\(name)" name="\(name)" type="password" autocomplete="\(completion)" required \
        maxlength="1024"></p>
        """
    }
}
