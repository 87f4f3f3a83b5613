import Glibc

/// An open file descriptor that closes once, when its last owner lets go.
package final class Descriptor: Sendable {
    package let number: Int32

    /// Takes ownership of an open descriptor.
    package init(owning number: Int32) { self.number = number }

    deinit { close(number) }
}
