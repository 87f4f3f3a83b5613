import ImageFormats
import Kernel

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
        examples: [
            .init("omero samples /tmp/samples", "Writes them; names go to the output.")
        ],
        arguments: [folder]
    ) { invocation in
        let folder = invocation.requiredWord(folder)
        try Directory.create(folder)
        let paths = try SampleImages.write(into: folder) { _, _, _ in }
        for path in paths { try invocation.console.line(path) }
        return .success
    }
}
