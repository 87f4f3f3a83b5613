/// Names of downloads, as OMERO makes them.
enum DownloadName {
    /// Blanks become underscores, and commas points: neither stops a shell or an old browser.
    static func plain(_ name: String) -> String {
        name.replacing(" ", with: "_").replacing(",", with: ".")
    }

    static func zip(_ name: String) -> String {
        let name = plain(name)
        return name.lowercased().hasSuffix(".zip") ? name : name + ".zip"
    }
}
