/// A named collection of plates.
package struct ScreenRecord: Sendable, Equatable {
    package var id: Int
    package var name: String
    package var description: String
    package var type: String?
    package var protocolDescription: String?
    package var protocolIdentifier: String?
    package var reagentSetDescription: String?
    package var reagentSetIdentifier: String?
    package var ownership: Ownership
    /// Seconds since 1970.
    package var createdSeconds: Int
    package var plateCount: Int
}

/// A grid of wells.
package struct PlateRecord: Sendable, Equatable {
    package var id: Int
    package var name: String
    package var description: String
    package var rowCount: Int?
    package var columnCount: Int?
    /// `letter` or `number`; nil where the file is silent.
    package var rowNamingConvention: String?
    package var columnNamingConvention: String?
    package var externalIdentifier: String?
    package var status: String?
    package var wellOriginX: Double?
    package var wellOriginY: Double?
    package var filesetID: Int?
    package var ownership: Ownership
    /// Seconds since 1970.
    package var createdSeconds: Int
    package var wellCount: Int
}

/// One run of a microscope over a plate.
package struct PlateAcquisitionRecord: Sendable, Equatable {
    package var id: Int
    package var plateID: Int
    package var name: String?
    package var description: String
    package var maximumFieldCount: Int?
    /// Seconds since 1970.
    package var startSeconds: Double?
    package var endSeconds: Double?
    package var ownership: Ownership
}

/// A place in a plate; rows and columns count from 0.
package struct WellRecord: Sendable, Equatable {
    package var id: Int
    package var plateID: Int
    package var row: Int
    package var column: Int
    package var externalDescription: String?
    package var externalIdentifier: String?
    package var type: String?
    package var status: String?
    /// Signed, red in the highest byte.
    package var color: Int?
    package var ownership: Ownership
    /// In the order of their positions.
    package var samples: [WellSampleRecord]
}

/// One field of a well.
package struct WellSampleRecord: Sendable, Equatable {
    package var id: Int
    /// The field's number in its well, from 0.
    package var position: Int
    package var imageID: Int
    package var plateAcquisitionID: Int?
    package var positionX: Double?
    package var positionY: Double?
    /// Seconds since 1970.
    package var timepointSeconds: Double?
}
