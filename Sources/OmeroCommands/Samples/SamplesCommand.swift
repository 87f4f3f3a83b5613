import ImageFormats

/// `omero samples`: makes images to try an instance with.
enum SamplesCommand {
    private static let folder = ArgumentDescription(
        name: "FOLDER",
        help: "Where the images are written; made when it is missing.",
        completion: .folders
    )

    static let description = CommandDescription(
        name: "samples",
        summary: "write sample images of several kinds into a folder.",
        details: "Images that are there already are left alone.",
        examples: [
            .init("omero samples /tmp/samples", "Writes them; names go to the output.")
        ],
        arguments: [folder]
    ) { invocation in
        let console = invocation.console
        var failure: (any Error)?
        let paths = try SampleImages.write(into: invocation.requiredWord(folder)) {
            done,
            total,
            name in
            guard !name.isEmpty, failure == nil else { return }
            do {
                try console.message("\(done + 1) of \(total): \(name)")
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        for path in paths { try console.line(path) }
        return .success
    }
}
