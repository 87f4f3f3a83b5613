/// Where one plane of samples lies: the file of the image, the directory, and what follows it.
struct TIFFPlane: Hashable, Sendable {
    /// Index among the files of the image.
    var file: Int32
    /// Index in the file's chain of directories; negative for a plane that is in no file.
    var directory: Int32
    /// ImageJ writes planes behind the first without directories; this many lie between.
    var planesBehind: Int32 = 0

    /// A plane that the metadata count but no file holds; it reads as zeros.
    static let missing = TIFFPlane(file: -1, directory: -1)

    var isMissing: Bool { directory < 0 }
}

/// The planes of an image in the order z, c, t; c counts directories, not samples.
struct TIFFPlaneMap: Sendable {
    let sections: Int
    let channels: Int
    let timePoints: Int
    let planes: [TIFFPlane]

    init(sections: Int, channels: Int, timePoints: Int, planes: [TIFFPlane]) {
        precondition(planes.count == sections * channels * timePoints)
        self.sections = sections
        self.channels = channels
        self.timePoints = timePoints
        self.planes = planes
    }

    func plane(z: Int, c: Int, t: Int) -> TIFFPlane {
        planes[(t * channels + c) * sections + z]
    }
}
