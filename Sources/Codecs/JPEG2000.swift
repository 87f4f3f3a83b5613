import COpenJPEG

/// JPEG 2000 by OpenJPEG: a codestream from memory, alone or in the boxes of JP2.
package enum JPEG2000 {
    /// Whether the first bytes of a file are those of a codestream or of JP2.
    package static func isSignature(_ bytes: [UInt8]) -> Bool {
        bytes.starts(with: [0xFF, 0x4F, 0xFF, 0x51])
            || bytes.starts(with: JPEG2000Boxes.signature)
    }

    /// Decodes to samples of 8 bits, or of 16 where a component has more than 8.
    ///
    /// Samples of subsampled components are repeated; colours stay as the codestream has them.
    package static func decode(
        _ bytes: [UInt8],
        pixelsMax: Int
    ) throws(CodecError) -> DecodedPicture {
        let codestream = try JPEG2000Boxes.codestream(bytes)
        let header = try JPEG2000Header(codestream, pixelsMax: pixelsMax)
        var failure: CodecError?
        var picture: DecodedPicture?
        unsafe codestream.withUnsafeBytes { buffer in
            do throws(CodecError) {
                picture = try unsafe decode(buffer, header)
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        guard let picture else { throw .malformed(codec: "JPEG 2000", reason: "no picture") }
        return picture
    }

    @unsafe private static func decode(
        _ buffer: UnsafeRawBufferPointer,
        _ header: JPEG2000Header
    ) throws(CodecError) -> DecodedPicture {
        let memory = unsafe JPEG2000Stream(buffer)
        guard let stream = unsafe memory.open(),
            let codec = unsafe opj_create_decompress(OPJ_CODEC_J2K)
        else { throw .malformed(codec: "JPEG 2000", reason: "out of memory") }
        defer {
            unsafe opj_destroy_codec(codec)
            unsafe opj_stream_destroy(stream)
        }
        var image: UnsafeMutablePointer<opj_image_t>?
        defer { unsafe opj_image_destroy(image) }
        var parameters = opj_dparameters_t()
        unsafe opj_set_default_decoder_parameters(&parameters)
        let state = unsafe Unmanaged.passUnretained(memory).toOpaque()
        unsafe opj_set_error_handler(codec, onError, state)
        // The memory behind the callbacks' pointers lives until the stream is gone.
        let isDecoded = withExtendedLifetime(memory) {
            unsafe opj_setup_decoder(codec, &parameters) != 0
                && opj_read_header(stream, codec, &image) != 0
                && opj_decode(codec, stream, image) != 0
        }
        guard isDecoded, let decoded = unsafe image else {
            let reason = memory.reason ?? "the data are damaged"
            throw .malformed(codec: "JPEG 2000", reason: reason)
        }
        return try unsafe JPEG2000Samples.interleaved(decoded.pointee, header)
    }
}

/// The first complaint of the library is the one that says why.
private func onError(_ message: UnsafePointer<CChar>?, _ state: UnsafeMutableRawPointer?) {
    guard let message = unsafe message, let state = unsafe state else { return }
    let memory = unsafe Unmanaged<JPEG2000Stream>.fromOpaque(state).takeUnretainedValue()
    guard memory.reason == nil else { return }
    let text = unsafe String(cString: message)
    memory.reason = text.last == "\n" ? String(text.dropLast()) : text
}
