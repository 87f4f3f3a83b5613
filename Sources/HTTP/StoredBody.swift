/// The body of a request that lies in a file, since it is too large for memory.
package protocol StoredBody: AnyObject, Sendable {
    var byteCount: Int { get }
    /// Up to `count` bytes from `offset`; fewer only at the end.
    func read(at offset: Int, count: Int) throws -> [UInt8]
}
