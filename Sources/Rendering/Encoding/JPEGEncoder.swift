import Codecs
import Synchronization
import Vectors

/// Makes JPEGs of one quality: by loops of our own where the processor can, else by libjpeg-turbo.
///
/// Nobody sees in a file which of them it was.
struct JPEGEncoder: Sendable {
    /// The highest quality at which the library uses its fast transform, which is also ours.
    static let ownQualityMax = 95

    private let header: JPEGHeader
    private let scans: ScanEncoder

    private static let encoders = Mutex<[Int: JPEGEncoder]>([:])

    /// - Parameter quality: from 1 to 100.
    static func encode(
        _ picture: SubsampledPicture,
        quality: Int
    ) throws(CodecError) -> [UInt8] {
        if let own = try encoder(quality: quality)?.encode(picture) { return own }
        return try JPEG.encode(
            planes: picture.bytes,
            width: picture.width,
            height: picture.height,
            quality: quality
        )
    }

    /// Nil where the library has to do it.
    static func encoder(quality: Int) throws(CodecError) -> JPEGEncoder? {
        guard ScanEncoder.isSupported, (1...ownQualityMax).contains(quality) else { return nil }
        if let encoder = encoders.withLock({ $0[quality] }) { return encoder }
        let header = try JPEGHeader(quality: quality)
        let scans = ScanEncoder(
            steps: header.steps,
            firstCodes: header.firstCodes,
            followingCodes: header.followingCodes
        )
        guard let scans else { return nil }
        let encoder = JPEGEncoder(header: header, scans: scans)
        encoders.withLock { $0[quality] = encoder }
        return encoder
    }

    /// Nil when it becomes longer than what it was made of.
    func encode(_ picture: SubsampledPicture) -> [UInt8]? {
        let header = header.bytes(width: picture.width, height: picture.height)
        return scans.encode(picture, after: header)
    }
}
