import LMDB

/// A number that moves when somebody changed things through this server, so that no worker answers
/// with what it remembers of images from before.
///
/// It lies in memory: after a restart nobody remembers anything.
package final class ImageGeneration: Sendable {
    private let row: GenerationRow

    init(_ environment: Environment) throws { row = try GenerationRow(environment, "images") }

    /// Reads without a lock, fit for an event loop.
    package func current() throws -> UInt64 { try row.current() }

    /// To be called after the change is written, and before it is answered.
    package func advance() throws { try row.advance() }
}
