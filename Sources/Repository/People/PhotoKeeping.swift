import SQLite

/// The photographs that users give of themselves; whoever knows a user may see his.
package protocol PhotoKeeping: Sendable {
    /// A JPEG; nil for who gave none, and for nobody.
    func photo(ofExperimenter id: Int) throws -> [UInt8]?
    /// - Parameter jpeg: nil takes the photograph away.
    /// - Throws: `PeopleError.notAllowed` for everybody but the user himself.
    func setPhoto(_ jpeg: [UInt8]?, ofExperimenter id: Int, by actor: Actor) throws
}

extension SQLiteCatalogue {
    package func photo(ofExperimenter id: Int) throws -> [UInt8]? {
        let text = "SELECT jpeg FROM experimenter_photo WHERE experimenter_id = ?"
        return try database.read { connection in
            try connection.row(text, id) { try $0.next([UInt8].self) }
        }
    }

    package func setPhoto(_ jpeg: [UInt8]?, ofExperimenter id: Int, by actor: Actor) throws {
        try database.write { connection in
            let user = try existing(experimenter: id, connection)
            guard try asOfNow(actor, connection).role != .visitor, actor.userID == id else {
                throw PeopleError.notAllowed("change the photograph of \(user.userName)")
            }
            if let jpeg {
                let text = "INSERT OR REPLACE INTO experimenter_photo VALUES (?, ?)"
                try connection.run(text, id, jpeg)
            } else {
                let text = "DELETE FROM experimenter_photo WHERE experimenter_id = ?"
                try connection.run(text, id)
            }
            try log(.update, ObjectReference(.experimenter, id), by: actor.userID, connection)
        }
    }
}
