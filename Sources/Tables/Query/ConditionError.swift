/// Why a text is no condition on the rows of a table.
package struct ConditionError: Error, Equatable, CustomStringConvertible {
    /// The byte of the text where it is noticed, from 1.
    package let position: Int
    package let reason: String

    init(_ position: Int, _ reason: String) {
        self.position = position
        self.reason = reason
    }

    package var description: String { "at \(position): \(reason)" }
}

/// What a condition may be.
package enum ConditionLimits {
    package static let bytesMax = 16 << 10
    /// Names, numbers, texts and operators.
    package static let termsMax = 512
    /// Brackets and signs within each other.
    package static let depthMax = 48
}
