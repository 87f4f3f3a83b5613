/// The tags this reader knows, by number (TIFF 6.0, appendix A; vendors' own from 32768).
enum TIFFTag {
    static let newSubfileType: UInt16 = 254
    static let imageWidth: UInt16 = 256
    static let imageLength: UInt16 = 257
    static let bitsPerSample: UInt16 = 258
    static let compression: UInt16 = 259
    static let photometricInterpretation: UInt16 = 262
    static let fillOrder: UInt16 = 266
    static let imageDescription: UInt16 = 270
    static let stripOffsets: UInt16 = 273
    static let samplesPerPixel: UInt16 = 277
    static let rowsPerStrip: UInt16 = 278
    static let stripByteCounts: UInt16 = 279
    static let xResolution: UInt16 = 282
    static let yResolution: UInt16 = 283
    static let planarConfiguration: UInt16 = 284
    static let resolutionUnit: UInt16 = 296
    static let software: UInt16 = 305
    static let predictor: UInt16 = 317
    static let tileWidth: UInt16 = 322
    static let tileLength: UInt16 = 323
    static let tileOffsets: UInt16 = 324
    static let tileByteCounts: UInt16 = 325
    static let subDirectories: UInt16 = 330
    static let extraSamples: UInt16 = 338
    static let sampleFormat: UInt16 = 339
    static let jpegTables: UInt16 = 347
    static let yCbCrSubSampling: UInt16 = 530
    /// XMP, where Ventana keeps what it knows of the scan.
    static let xmp: UInt16 = 700
    /// MetaMorph stacks: many planes under one directory.
    static let metaMorphPlanes: UInt16 = 33629
    static let zeissLSM: UInt16 = 34412
    /// Hamamatsu NDPI marks its directories with it; their offsets do not follow TIFF.
    static let hamamatsu: UInt16 = 65420
}

/// The width of a value by its field type (TIFF 6.0, section 2, and BigTIFF).
enum TIFFFieldType {
    /// Bytes of the widest type.
    static let byteCountMax = 8

    static func byteCount(_ type: Int) -> Int? {
        switch type {
        case 1, 2, 6, 7: 1
        case 3, 8: 2
        case 4, 9, 11, 13: 4
        case 5, 10, 12, 16, 17, 18: 8
        default: nil
        }
    }

    /// BYTE, SHORT, LONG, LONG8 and the two offset types.
    static func isUnsigned(_ type: Int) -> Bool { [1, 3, 4, 13, 16, 18].contains(type) }
}
