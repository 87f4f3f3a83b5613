import Testing

@testable import Settings

@Suite struct `Setting types` {
    private func takes(_ setting: any AnySetting, _ text: String) -> Bool {
        do throws(InvalidSetting) {
            try setting.validate(text)
            return true
        } catch {
            return false
        }
    }

    @Test func `a whole number lies in its range`() throws {
        #expect(try WebSettings.workers.value(of: "512") == 512)
        for text in ["0", "513", "5.0", "", " 5", "five", "99999999999999999999"] {
            #expect(!takes(WebSettings.workers, text), "\(text)")
        }
    }

    @Test func `an error names the setting, what it takes, and what it got`() {
        let error = InvalidSetting(
            name: "omero.web.wsgi_workers",
            accepted: "a whole number from 1 to 512",
            text: "0"
        )
        #expect(throws: error) { try WebSettings.workers.value(of: "0") }
        #expect(
            error.description
                == "omero.web.wsgi_workers: expected a whole number from 1 to 512, not '0'"
        )
    }

    @Test func `truth is OMERO's, and what is neither is refused`() throws {
        for text in ["true", "True", "1", "t", "T"] {
            #expect(try WebSettings.publicEnabled.value(of: text))
        }
        for text in ["false", "FALSE", "0", "f"] {
            #expect(try !WebSettings.publicEnabled.value(of: text))
        }
        #expect(!takes(WebSettings.publicEnabled, "yes"))
    }

    @Test func `numbers of bytes have units`() {
        #expect(ByteCount.parse("1000") == 1000)
        #expect(ByteCount.parse("64KiB") == 65_536)
        #expect(ByteCount.parse("1GiB") == 1 << 30)
        #expect(ByteCount.parse("12B") == 12)
        for text in ["", "-1", "1.5MiB", "MiB", "9999999999TiB", "1 MiB", "5mb"] {
            #expect(ByteCount.parse(text) == nil, "\(text)")
        }
    }

    @Test func `times are seconds of at most a week`() throws {
        #expect(try WebSettings.workerTimeout.value(of: "0.5") == 0.5)
        for text in ["-1", "nan", "inf", "604801", "1m", ""] {
            #expect(!takes(WebSettings.workerTimeout, text), "\(text)")
        }
    }

    @Test(arguments: ["127.0.0.1", "0.0.0.0", "::", "::1", "fe80::1", "2001:db8:0:0:0:0:0:1"])
    func `numeric addresses are taken`(_ text: String) {
        #expect(NumericHost.isValid(text))
    }

    @Test(arguments: [
        "", "localhost", "127.0.0", "127.0.0.256", "1.2.3.4.5", "+1.2.3.4", "1:2:3:4:5:6:7:8:9",
        ":::", "1::2::3", "12345::", "g::1", "1:2", ":1:2:3:4:5:6:7",
    ])
    func `names and malformed addresses are not`(_ text: String) {
        #expect(!NumericHost.isValid(text))
    }

    @Test func `a listener has an address and a port, or is off`() throws {
        #expect(try WebSettings.metricsAddress.value(of: "off") == nil)
        let address = try #require(try WebSettings.metricsAddress.value(of: "[::1]:9000"))
        #expect(address.host == "::1" && address.port == 9000)
        for text in ["127.0.0.1", "127.0.0.1:99999", "localhost:80", ":80", "OFF"] {
            #expect(!takes(WebSettings.metricsAddress, text), "\(text)")
        }
    }

    @Test func `a rate limit has a rate, a burst, and may only count`() throws {
        let limit = try #require(RateLimitSetting("120/min burst 200 dry-run"))
        #expect(limit.ratePerSecond == 2 && limit.burst == 200 && limit.isDryRun)
        #expect(RateLimitSetting("1/h burst 1")?.isDryRun == false)
        for text in [
            "100/s", "0/s burst 1", "5/d burst 2", "1/s burst 0", "1/s bursts 3", "inf/s burst 1",
            "-1/s burst 1", "1/s burst 1 dryrun",
        ] {
            #expect(RateLimitSetting(text) == nil, "\(text)")
        }
    }

    @Test func `a prefix is a plain path, its last slash taken away`() throws {
        #expect(try WebSettings.prefix.value(of: "/omero/") == "/omero")
        #expect(try WebSettings.prefix.value(of: "/") == "")
        #expect(try WebSettings.prefix.value(of: "") == "")
        for text in ["omero", "//evil", "/a b", "/a;b", "/a/../b", "/a\n", "/é"] {
            #expect(!takes(WebSettings.prefix, text), "\(text)")
        }
    }

    @Test func `the path of static files ends with a slash`() throws {
        #expect(try WebSettings.staticURL.value(of: "/files") == "/files/")
        for text in ["", "files/", "/x; }", "//host/"] {
            #expect(!takes(WebSettings.staticURL, text), "\(text)")
        }
    }

    @Test func `a pattern must be one`() {
        #expect(takes(WebSettings.publicFilter, "^/webgateway/(?!archived_files)"))
        #expect(!takes(WebSettings.publicFilter, "("))
    }

    @Test func `a cookie has a name that needs no quoting`() {
        #expect(takes(WebSettings.sessionCookieName, "omero-session_1"))
        for text in ["", "a b", "a;b", "a=b", "a/b"] {
            #expect(!takes(WebSettings.sessionCookieName, text), "\(text)")
        }
    }

    @Test func `texts of a list are taken as they are written`() {
        #expect(JSONList.texts(#"["a", 1, ["b"]]"#) == ["a", "1", #"["b"]"#])
        #expect(JSONList.texts(#"{"a": 1}"#) == nil)
    }
}
