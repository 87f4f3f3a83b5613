import Testing

@testable import Settings

@Suite struct `Configuration document` {
    /// As an OMERO that was used for a while leaves it behind.
    private static let existing = """
        <?xml version="1.0" encoding="UTF-8"?>
        <icegrid>
        <!--
        # This file was generated at 2021-03-04 05:06:07.080910 by the OmeroConfig system.
        -->
        <properties id="__ACTIVE__">
        <property name="omero.config.profile" value="production"/>
        <property name="omero.config.version" value="5.1.0"/>
        <property name="omero.web.wsgi_workers" value="9"/>
        </properties>
        <properties id="production">
        <property name="omero.config.version" value="5.1.0"/>
        <property name="omero.db.pass" value="p&amp;ss&quot;word"/>
        <property name="omero.web.application_server.max_requests" value="500"/>
        <property name="omero.web.nginx_server_extra_config" value="[&quot;listen 443 ssl;&quot;]"/>
        <property name="omero.web.ui.top_links" value="[[&quot;Data&quot;, {&quot;title&quot;: &quot;Browse&quot;}]]"/>
        <property name="omero.web.wsgi_workers" value="9"/>
        </properties>
        <properties id="default">
        <property name="omero.config.version" value="5.1.0"/>
        <property name="omero.web.prefix" value="/omero"/>
        </properties>
        <properties id="empty"/>
        <include file="templates.xml"/>
        </icegrid>
        """

    private func document(_ text: String = existing) throws -> ConfigurationDocument {
        try ConfigurationDocument(xml: Array(text.utf8))
    }

    @Test func `the profile of an existing file applies`() throws {
        let document = try document()
        #expect(document.activeProfile == "production")
        #expect(
            document.properties == [
                "omero.db.pass": "p&ss\"word",
                "omero.web.application_server.max_requests": "500",
                "omero.web.nginx_server_extra_config": #"["listen 443 ssl;"]"#,
                "omero.web.ui.top_links": #"[["Data", {"title": "Browse"}]]"#,
                "omero.web.wsgi_workers": "9",
            ]
        )
        #expect(document.profiles["default"] == ["omero.web.prefix": "/omero"])
        let settings = try SettingsSnapshot(document.properties)
        #expect(settings[WebSettings.workers] == 9)
        #expect(settings[WebSettings.maxRequests] == 500)
    }

    @Test func `all profiles come back from what is written`() throws {
        var document = try document()
        #expect(Set(document.profiles.keys) == ["production", "default", "empty"])
        document.properties["omero.x"] = "line\nnext\ttab\r<&>\"' é"
        #expect(try ConfigurationDocument(xml: Array(document.xml.utf8)) == document)
    }

    @Test func `a file is written as OMERO writes it`() {
        var document = ConfigurationDocument()
        document.properties["omero.web.prefix"] = "/omero"
        #expect(
            document.xml == """
                <icegrid>
                <!-- Written by omero config; use that command rather than an editor. -->
                <properties id="__ACTIVE__">
                <property name="omero.config.profile" value="default"/>
                <property name="omero.config.version" value="5.1.0"/>
                <property name="omero.web.prefix" value="/omero"/>
                </properties>
                <properties id="default">
                <property name="omero.config.version" value="5.1.0"/>
                <property name="omero.web.prefix" value="/omero"/>
                </properties>
                <include file="templates.xml"/>
                </icegrid>

                """
        )
    }

    @Test func `without an active block the default profile applies`() throws {
        let document = try document(
            #"<icegrid><properties id="default">"#
                + #"<property name="a" value="1"/></properties></icegrid>"#
        )
        #expect(document.activeProfile == "default")
        #expect(document.properties == ["a": "1"])
    }

    @Test func `a profile is made when it is chosen`() throws {
        var document = try document()
        document.activate("fresh")
        #expect(document.properties.isEmpty)
        #expect(try ConfigurationDocument(xml: Array(document.xml.utf8)) == document)
    }

    @Test func `what XML cannot hold is known beforehand`() {
        #expect(ConfigurationDocument.canHold("text\n\t\r é 😀"))
        for text in ["\u{0}", "a\u{1B}b", "\u{FFFE}", "\u{FFFF}"] {
            #expect(!ConfigurationDocument.canHold(text))
        }
    }

    @Test func `entities and broken files are refused`() {
        #expect(throws: (any Error).self) {
            try document("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>")
        }
        #expect(throws: (any Error).self) { try document("<icegrid>") }
    }
}
