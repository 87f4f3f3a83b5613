import OmeroWeb

/// `omero web config`: the configuration of the front server.
enum NginxCommand {
    private static let kind = ArgumentDescription(
        name: "TYPE",
        help: "nginx (a server block), nginx-location or nginx-development.",
        completion: .words(NginxConfiguration.Kind.allCases.map(\.rawValue))
    )
    private static let http = OptionDescription.value(
        "--http",
        name: "PORT",
        help: "Port nginx listens on; 80, or 8080 for nginx-development."
    )
    private static let serverName = OptionDescription.value(
        "--servername",
        name: "NAME",
        help: "Name of the server; $hostname when not given."
    )
    private static let bodySize = OptionDescription.value(
        "--max-body-size",
        name: "SIZE",
        help: "Largest request body, as 10m; 0, which is no limit, when not given."
    )

    static let description = CommandDescription(
        name: "config",
        summary: "print the configuration of a front nginx.",
        details: """
            It is made from the settings and from the routes. Make it again after changing \
            addresses, ports, prefix or static files.
            """,
        examples: [
            .init(
                "omero web config nginx > /etc/nginx/conf.d/omero-web.conf",
                "A server on port 80."
            ),
            .init(
                "omero web config nginx-location > omero-web-location.include",
                "Locations to include in a server block of your own, with HTTPS."
            ),
        ],
        options: [http, serverName, bodySize],
        arguments: [kind]
    ) { invocation in try run(invocation) }

    private static func run(_ invocation: Invocation) throws -> ExitStatus {
        let word = invocation.requiredWord(kind)
        guard let kind = NginxConfiguration.Kind(rawValue: word) else {
            let kinds = NginxConfiguration.Kind.allCases.map(\.rawValue).joined(separator: ", ")
            throw invalid(invocation, kind.name, word, expected: kinds)
        }
        let port = try invocation.number(of: http, in: 1...65_535)
        let instance = try CommandInstance.locate(invocation.console)
        let configuration = NginxConfiguration(
            kind: kind,
            settings: try CommandInstance.settings(instance),
            instance: instance,
            httpPort: port ?? (kind == .nginxDevelopment ? 8080 : 80),
            serverName: try name(invocation),
            maxBodySize: try size(invocation)
        )
        try invocation.console.write(configuration.text)
        return .success
    }

    /// Characters that would end the directive are refused.
    private static func name(_ invocation: Invocation) throws(UsageError) -> String {
        guard let name = invocation.value(of: serverName) else { return "$hostname" }
        guard !name.isEmpty, !name.contains(where: { $0.isWhitespace || ";{}#\"'\\".contains($0) })
        else { throw invalid(invocation, serverName.name, name, expected: "a host name") }
        return name
    }

    /// nginx writes sizes as digits with k, m or g.
    private static func size(_ invocation: Invocation) throws(UsageError) -> String {
        guard let size = invocation.value(of: bodySize) else { return "0" }
        let digits = "kKmMgG".contains(size.last ?? " ") ? size.dropLast() : size[...]
        guard !digits.isEmpty, digits.allSatisfy({ $0.isASCII && $0.isNumber }) else {
            throw invalid(invocation, bodySize.name, size, expected: "a size such as 10m")
        }
        return size
    }

    private static func invalid(
        _ invocation: Invocation,
        _ name: String,
        _ value: String,
        expected: String
    ) -> UsageError {
        .invalidValue(name: name, value: value, expected: expected, of: invocation.commandName)
    }
}
