/// How mail leaves: to one relay, in clear.
extension WebSettings {
    package static let mailHost = Setting.text(
        "omero.mail.host",
        default: "",
        "Relay that takes mail unencrypted; with mail.from, administrators write to users, and with"
            + " web.api.absolute_url, passwords that were forgotten are set anew by mail."
    )
    package static let mailPort = Setting.integer(
        "omero.mail.port",
        in: 1...65_535,
        default: 25,
        "Port of the relay."
    )
    package static let mailFrom = Setting.text(
        "omero.mail.from",
        default: "",
        "Address that mail comes from."
    )
    package static let mailStartTLS = Setting.boolean(
        "omero.mail.smtp.starttls.enable",
        default: false,
        "No mail is sent when this is true: let a relay on this machine encrypt it."
    )

    static let mail: [any AnySetting] = [mailHost, mailPort, mailFrom, mailStartTLS]
}
