/// Rendering settings, which every user has of each image.
package protocol RenderingCatalogue: Sendable {
    /// Nil when that user has saved none.
    func rendering(ofImage image: Int, ownerID: Int) throws -> RenderingRecord?
    /// Those of all users, by their numbers.
    func renderings(ofImage image: Int) throws -> [RenderingRecord]
    /// Who saved settings of an image.
    func renderingOwners(ofImage image: Int) throws -> [Int]
    /// Writes settings in the place of those the user had before; answers their id.
    ///
    /// - Throws: `RepositoryError.noSuchObject` without the image.
    func saveRendering(_ choice: RenderingChoice, ofImage image: Int, ownerID: Int) throws -> Int
    /// The same for somebody who has to be allowed to, when it is done.
    ///
    /// - Throws: `PeopleError.notAllowed` besides.
    func saveRendering(
        _ choice: RenderingChoice,
        ofImage image: Int,
        by actor: Actor
    ) throws -> Int
    /// Writes those the actor may write in one transaction; answers their images.
    func saveRenderings(_ choices: [NewRendering], by actor: Actor) throws -> [Int]
    /// Forgets a user's settings; false when there were none.
    func removeRendering(ofImage image: Int, ownerID: Int) throws -> Bool
}
