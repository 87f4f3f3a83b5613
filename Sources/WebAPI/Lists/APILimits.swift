/// How much one answer of the API holds, and where its links lead, as the operator set it.
package struct APILimits: Sendable {
    /// Objects in a list whose length nobody asked for.
    package var listDefault = 200
    /// Longest list; whoever asks for more gets this much.
    package var listMax = 500
    /// What stands before the path of links; nil for the scheme and host of the request.
    package var linkRoot: String?
    /// Path below which the application lives.
    package var prefix: String

    package init(prefix: String = "") { self.prefix = prefix }
}
