import Testing

@testable import Settings

@Suite struct `Settings snapshot` {
    @Test func `what is not set has its default`() throws {
        let settings = try SettingsSnapshot([:])
        #expect(settings[WebSettings.workers] == 5)
        #expect(settings[WebSettings.host] == "127.0.0.1")
        #expect(settings[WebSettings.renderingLimit] == nil)
    }

    @Test func `all faults are told at once, in the order of the names`() {
        let faults = SettingsSnapshot.Faults(faults: [
            .unknown(name: "omero.web.prefx", nearest: "omero.web.prefix"),
            .invalid(
                InvalidSetting(
                    name: "omero.web.wsgi_workers",
                    accepted: "a whole number from 1 to 512",
                    text: "0"
                )
            ),
        ])
        #expect(throws: faults) {
            try SettingsSnapshot(["omero.web.wsgi_workers": "0", "omero.web.prefx": "/a"])
        }
    }

    @Test func `Gunicorn's arguments overrule properties`() throws {
        let settings = try SettingsSnapshot([
            "omero.web.wsgi_workers": "9",
            "omero.web.wsgi_args": "--workers 3 -t 70 --graceful-timeout=5",
        ])
        #expect(settings[WebSettings.workers] == 3)
        #expect(settings[WebSettings.workerTimeout] == 70)
        #expect(settings[WebSettings.gracefulTimeout] == 5)
    }

    @Test func `a snapshot goes through text unchanged`() throws {
        let settings = try SettingsSnapshot([
            "omero.web.prefix": "/omero", "omero.web.wsgi_args": "--workers=3",
            "omero.web.nginx_server_extra_config": #"["a=b"]"#, "omero.other": "",
        ])
        #expect(try SettingsSnapshot(text: settings.text) == settings)
        #expect(try SettingsSnapshot(text: settings.text)[WebSettings.workers] == 3)
    }

    @Test func `a line end in a list of several lines is a blank in its text`() throws {
        let settings = try SettingsSnapshot([
            "omero.web.nginx_server_extra_config": "[\"a\",\r\n \"b\"]"
        ])
        let copy = try SettingsSnapshot(text: settings.text)
        #expect(copy[WebSettings.nginxExtraConfiguration] == ["a", "b"])
    }
}

@Suite struct `Gunicorn arguments` {
    @Test(arguments: GunicornArguments.table.map(\.long))
    func `every argument is taken with the default of its setting`(_ name: String) throws {
        let entry = try #require(GunicornArguments.table.first { $0.long == name })
        let arguments = try #require(GunicornArguments("\(name)=\(entry.setting.defaultText)"))
        #expect(arguments.overrides == [entry.setting.name: entry.setting.defaultText])
    }

    @Test(arguments: ["--preload", "--workers", "--workers x", "--workers 0", "text", "-z 1"])
    func `others, and wrong values, are refused`(_ text: String) {
        #expect(GunicornArguments(text) == nil)
    }

    @Test func `the argument that has no meaning is named`() {
        let name = "omero.web.wsgi_args"
        #expect(throws: SettingsError.refusedArgument(name: name, argument: "--reload")) {
            try SettingsCatalogue.validate(name, "--workers 3 --reload")
        }
    }
}

@Suite struct `Nearest name` {
    private let names = ["start", "stop", "status"]

    @Test func `the name with the fewest differences is found`() {
        #expect(NearestName.of("strat", among: names, distanceMax: 2) == "start")
        #expect(NearestName.of("statu", among: names, distanceMax: 2) == "status")
        #expect(NearestName.of("stop", among: names, distanceMax: 0) == "stop")
    }

    @Test func `what differs too much is nothing`() {
        #expect(NearestName.of("zebra", among: names, distanceMax: 2) == nil)
        #expect(NearestName.of("x", among: [], distanceMax: 9) == nil)
    }
}
