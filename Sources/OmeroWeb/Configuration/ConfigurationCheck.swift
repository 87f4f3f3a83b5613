import Kernel
import Settings
import Supervision
import WebClient

/// Looks at everything a start needs, without starting anything.
package enum ConfigurationCheck {
    package enum Level: String, Sendable {
        case ok
        case warning
        case failure
    }

    package struct Finding: Equatable, Sendable {
        package let level: Level
        package let subject: String
        package let text: String
        /// What to do about it.
        package let remedy: String?

        init(_ level: Level, _ subject: String, _ text: String, remedy: String? = nil) {
            self.level = level
            self.subject = subject
            self.text = text
            self.remedy = remedy
        }
    }

    package static func run(_ instance: Instance) -> [Finding] {
        do {
            let settings = try instance.settings()
            return [Finding(.ok, "settings", "\(settings.properties.count) properties are set")]
                + propertiesWithoutEffect(settings) + folders(instance, settings)
                + viewers(settings)
                + memory(instance, settings) + addresses(instance, settings)
        } catch {
            return [
                Finding(
                    .failure,
                    "settings",
                    "\(error)",
                    remedy: "correct it with: omero config set NAME VALUE"
                )
            ]
        }
    }

    private static func propertiesWithoutEffect(_ settings: SettingsSnapshot) -> [Finding] {
        settings.properties.keys.sorted().compactMap { name in
            SettingsCatalogue.withoutEffect[name].map { reason in
                Finding(
                    .warning,
                    name,
                    "has no effect: \(reason)",
                    remedy: "omero config set \(name)"
                )
            }
        }
    }

    private static func folders(_ instance: Instance, _ settings: SettingsSnapshot) -> [Finding] {
        let wanted = [
            ("var", instance.varFolder), ("log", instance.logFolder(settings)),
            ("data", instance.dataFolder(settings)),
        ]
        return wanted.map { name, path in
            do throws(SystemError) {
                try Directory.create(path)
                return Finding(.ok, "folder \(name)", path)
            } catch {
                return Finding(
                    .failure,
                    "folder \(name)",
                    "\(error)",
                    remedy: "make \(path) writable for this user"
                )
            }
        }
    }

    /// What is served of viewers that others made.
    private static func viewers(_ settings: SettingsSnapshot) -> [Finding] {
        let name = WebSettings.applications.name
        let notices = InstalledViewers.unknown(settings).map { application in
            Finding(.warning, name, "\(application) is not run here")
        }
        do throws(StaticFoldersError) {
            _ = try StaticFolders(settings).files()
            try InstalledViewers.check(settings)
            return notices
        } catch {
            let folders = WebSettings.staticFileFolders.name
            return notices + [
                Finding(.failure, folders, "\(error)", remedy: "correct \(folders) or \(name)")
            ]
        }
    }

    /// The shared memory is allocated whole at start, so it has to fit.
    private static func memory(_ instance: Instance, _ settings: SettingsSnapshot) -> [Finding] {
        let folder = instance.volatileFolder(settings)
        let wanted = settings[WebSettings.volatileSize]
        do throws(SystemError) {
            try Directory.create(folder, mode: 0o700)
            let free = try FileSystem.freeBytes(at: folder)
            guard Directory.exists(folder + "/data.mdb") || free > wanted else {
                return [
                    Finding(
                        .failure,
                        "shared memory",
                        "\(folder) has \(free) bytes free, \(wanted) are needed",
                        remedy: "enlarge it, or lower \(WebSettings.volatileSize.name)"
                    )
                ]
            }
            return [Finding(.ok, "shared memory", "\(folder), \(wanted) bytes")]
        } catch {
            return [Finding(.failure, "shared memory", "\(error)")]
        }
    }

    /// Whether the ports are free, unless this instance itself has them.
    private static func addresses(
        _ instance: Instance,
        _ settings: SettingsSnapshot
    ) -> [Finding] {
        do {
            if case .running(let process) = try instance.pidFile.standing() {
                return [Finding(.ok, "addresses", "in use by this instance (PID \(process))")]
            }
            var findings: [Finding] = []
            for pool in try PoolLayout(settings).pools {
                findings.append(address("pool \(pool.name)", pool.address))
            }
            if let metrics = settings[WebSettings.metricsAddress] {
                let wanted = try SocketAddress(host: metrics.host, port: metrics.port)
                findings.append(address("metrics", wanted))
            }
            return findings
        } catch {
            return [Finding(.failure, "addresses", "\(error)")]
        }
    }

    private static func address(_ subject: String, _ address: SocketAddress) -> Finding {
        let remedy = "stop what listens there, or choose another address"
        // Pools share their port, so binding it succeeds beside another instance of this user too.
        guard address.port == 0 || !isAnswered(address) else {
            return Finding(.failure, subject, "port \(address.port) is taken", remedy: remedy)
        }
        do throws(SystemError) {
            _ = try Listener(address: address, backlog: 1)
            return Finding(.ok, subject, "port \(address.port) is free")
        } catch {
            return Finding(.failure, subject, "\(error)", remedy: remedy)
        }
    }

    /// Time in which a listener on this machine takes a connection.
    private static let answerMilliseconds = 1000

    private static func isAnswered(_ address: SocketAddress) -> Bool {
        do throws(SystemError) {
            _ = try Descriptor.connect(to: address, withinMilliseconds: answerMilliseconds)
            return true
        } catch {
            // Nobody answers; binding tells the rest.
            return false
        }
    }
}
