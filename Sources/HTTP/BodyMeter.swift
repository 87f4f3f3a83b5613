/// Allows the bytes of a body before they are sent, and is told what was sent: a quota is one.
///
/// `allowance` and `sent` cost memory only, so a loop may call them; what takes longer calls back.
package protocol BodyMeter: AnyObject, Sendable {
    /// What may be sent now, at most `wanted` bytes; nil when that must be waited for with `ask`.
    func allowance(_ wanted: Int) -> BodyAllowance?
    /// Calls back, on any thread, when `allowance` knows more.
    func ask(_ answer: @escaping @Sendable () -> Void)
    /// The kernel took so many bytes of the body.
    func sent(_ count: Int)
    /// Nothing more is sent.
    func end()
    /// Nothing more is sent by this process: calls back with what another one needs to go on, nil
    /// when that cannot be.
    func pause(_ answer: @escaping @Sendable ([UInt8]?) -> Void)
}

/// What a meter allows.
package enum BodyAllowance: Sendable, Equatable {
    case bytes(Int)
    /// Nothing for so long, then more.
    case later(seconds: Double)
    /// Nothing more, though the body is not at its end.
    case ended
}
