import Kernel
import Repository

/// An import that tests can kill.
enum ImportCommands {
    /// Imports a folder into the catalogue of another; writes a line for each file.
    static func run(_ folder: String, from source: String) throws {
        let catalogue = try SQLiteCatalogue(path: folder + "/catalogue.db", isDurable: false)
        _ = try Importer(catalogue).run([source]) { progress in
            Output.line("\(progress.doneCount)")
        }
        Output.line("done")
    }
}
