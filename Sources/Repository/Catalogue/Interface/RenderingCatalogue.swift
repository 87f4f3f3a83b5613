/// Rendering settings, which every user has of each image.
package protocol RenderingCatalogue: Sendable {
    /// Nil when that user has saved none.
    func rendering(ofImage image: Int, ownerID: Int) throws -> RenderingRecord?
    /// Those of all users, by their numbers.
    func renderings(ofImage image: Int) throws -> [RenderingRecord]
    /// Writes settings in the place of those the user had before; answers their id.
    ///
    /// - Throws: `RepositoryError.noSuchObject` without the image.
    func saveRendering(_ choice: RenderingChoice, ofImage image: Int, ownerID: Int) throws -> Int
    /// Forgets a user's settings; false when there were none.
    func removeRendering(ofImage image: Int, ownerID: Int) throws -> Bool
}
