import Kernel

/// Images of cells and tissue for trying the server out: made here, the same in every run.
package enum SampleImages {
    private struct Sample {
        let name: String
        let file: () throws -> [UInt8]
    }

    private static var samples: [Sample] {
        [
            Sample(name: "cultured-cells.ome.tif", file: FluorescenceSamples.culturedCells),
            Sample(name: "cell-division.ome.tif", file: FluorescenceSamples.cellDivision),
            Sample(name: "tissue-section.ome.tif", file: TissueSamples.section),
            Sample(name: "histology.ome.tif", file: TissueSamples.histology),
            Sample(name: "phase-contrast.ome.tif", file: TransmissionSamples.phaseContrast),
            Sample(name: "calcium-imaging.tif", file: FluorescenceSamples.calciumImaging),
            Sample(name: "bacteria.png", file: TransmissionSamples.bacteria),
            Sample(name: "blood-smear.jpg", file: TransmissionSamples.bloodSmear),
        ]
    }

    /// Writes the images that the folder does not have yet; returns the paths of all.
    package static func write(
        into folder: String,
        progress: (_ done: Int, _ total: Int, _ name: String) -> Void
    ) throws -> [String] {
        try Directory.create(folder)
        let samples = samples
        var paths: [String] = []
        for (done, sample) in samples.enumerated() {
            progress(done, samples.count, sample.name)
            let path = folder + "/" + sample.name
            // Files appear whole, so one that is there is complete.
            if !Directory.exists(path) {
                try AtomicReplacement.write(try sample.file(), to: path)
            }
            paths.append(path)
        }
        progress(samples.count, samples.count, "")
        return paths
    }
}
