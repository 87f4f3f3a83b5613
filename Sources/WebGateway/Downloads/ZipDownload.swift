import Archives
import HTTP
import Repository

extension FileDownload {
    /// Several contents as one zip file, whose tag names all of them.
    ///
    /// - Parameters:
    ///   - versions: what tells the states of the members' contents apart.
    ///   - modifiedSeconds: when the newest of them was changed.
    init(
        zip members: [ZipMember],
        versions: some Sequence<String>,
        named name: String,
        modifiedSeconds: Int? = nil
    ) {
        let archive = ZipArchive(members)
        var text = "zip \(archive.byteCount)"
        for member in members { text += "\n\(member.name) \(member.content.byteCount)" }
        for version in versions { text += "\n\(version)" }
        self.init(
            named: DownloadName.zip(name),
            Validators(
                EntityTag(Digest.hexadecimal(of: text.utf8)),
                modifiedSeconds: modifiedSeconds
            ),
            .made(archive)
        )
    }
}

extension ZipMember {
    init(_ name: String, _ content: any ByteContent, modifiedSeconds: Int) {
        self.init(name, content, modified: Self.date(modifiedSeconds))
    }

    /// A moment in seconds since 1970, as archives have it.
    static func date(_ seconds: Int) -> (year: Int, month: Int, day: Int, second: Int) {
        let day = (seconds - (seconds < 0 ? 86_399 : 0)) / 86_400
        let date = HTTPDate.civil(fromDays: day)
        return (date.year, date.month, date.day, seconds - day * 86_400)
    }
}
