// swift-tools-version: 6.2
import PackageDescription

// The architecture, lowest layer first: a target depends only on groups above its own.
// Tests/ArchitectureTests holds every file to what is declared here.

let houseSettings: [SwiftSetting] =
    [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        .strictMemorySafety(),
    ] + (Context.environment["OMERO_STRICT"] == nil ? [] : [.treatAllWarnings(as: .error)])

func library(_ name: String, over dependencies: Target.Dependency...) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: houseSettings)
}

func tests(of name: String, with more: Target.Dependency...) -> Target {
    .testTarget(
        name: name + "Tests",
        dependencies: [.byName(name: name), "TestSupport"] + more,
        swiftSettings: houseSettings
    )
}

func system(_ name: String, pkgConfig: String, apt package: String) -> Target {
    .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([package])])
}

/// Libraries of the system, and the shims for what Swift cannot call.
let foreignCode: [Target] = [
    system("CLMDB", pkgConfig: "lmdb", apt: "liblmdb-dev"),
    system("CSQLite", pkgConfig: "sqlite3", apt: "libsqlite3-dev"),
    system("CTurboJPEG", pkgConfig: "libturbojpeg", apt: "libturbojpeg0-dev"),
    system("CSPNG", pkgConfig: "spng", apt: "libspng-dev"),
    system("COpenJPEG", pkgConfig: "libopenjp2", apt: "libopenjp2-7-dev"),
    system("CWebP", pkgConfig: "libwebp", apt: "libwebp-dev"),
    system("CZlib", pkgConfig: "zlib", apt: "zlib1g-dev"),
    system("CZstandard", pkgConfig: "libzstd", apt: "libzstd-dev"),
    system("CLZMA", pkgConfig: "liblzma", apt: "liblzma-dev"),
    .systemLibrary(name: "CBZip2", providers: [.apt(["libbz2-dev"])]),
    system("CLZ4", pkgConfig: "liblz4", apt: "liblz4-dev"),
    system("CBlosc", pkgConfig: "blosc", apt: "libblosc-dev"),
    system("COpenSlide", pkgConfig: "openslide", apt: "libopenslide-dev"),
    system("CExpat", pkgConfig: "expat", apt: "libexpat1-dev"),
    system("CSodium", pkgConfig: "libsodium", apt: "libsodium-dev"),
    .target(name: "CLinux"),
    .target(name: "CVectors"),
]

/// The only Swift that touches C, and the only one that may say `unsafe`.
let wrappers: [Target] = [
    library("Kernel", over: "CLinux"),
    library("LMDB", over: "CLMDB"),
    library("SQLite", over: "CSQLite"),
    library(
        "Codecs",
        over: "CTurboJPEG",
        "CSPNG",
        "COpenJPEG",
        "CWebP",
        "CZlib",
        "CZstandard",
        "CLZMA",
        "CBZip2",
        "CLZ4",
        "CBlosc"
    ),
    library("OpenSlide", over: "COpenSlide"),
    library("Vectors", over: "CVectors"),
    library("XML", over: "CExpat"),
    library("Secrets", over: "CSodium"),
]

/// Values and pure functions: no I/O, no clock.
let vocabulary: [Target] = [
    library("JSON"),
    library("HTTP", over: "JSON"),
    library("Pixels"),
    library("Settings", over: "XML", "JSON"),
    library("Telemetry"),
]

let engines: [Target] = [
    library("Archives", over: "Codecs", "Kernel"),
    library(
        "ImageFormats",
        over: "Archives",
        "Pixels",
        "Codecs",
        "OpenSlide",
        "Kernel",
        "XML",
        "JSON"
    ),
    library("Rendering", over: "Pixels", "Vectors", "Codecs", "JSON"),
    library("SharedState", over: "LMDB", "Secrets", "Telemetry", "Kernel"),
    library("Mail", over: "HTTP", "Kernel"),
    library("Tables", over: "Codecs", "JSON", "Kernel"),
    library("Serving", over: "HTTP", "Kernel", "Telemetry"),
    library("Supervision", over: "Kernel", "Telemetry"),
]

let application: [Target] = [
    library(
        "Repository",
        over: "ImageFormats",
        "Rendering",
        "SharedState",
        "SQLite",
        "Pixels",
        "Kernel"
    ),
    library(
        "WebAccess",
        over: "Repository",
        "SharedState",
        "Secrets",
        "HTTP",
        "JSON",
        "Kernel"
    ),
    library(
        "WebGateway",
        over: "WebAccess",
        "Tables",
        "Repository",
        "Rendering",
        "ImageFormats",
        "Archives",
        "Codecs",
        "SharedState",
        "HTTP",
        "JSON",
        "Pixels",
        "Telemetry",
        "Kernel"
    ),
    library(
        "WebClient",
        over: "WebGateway",
        "Mail",
        "Tables",
        "WebAccess",
        "Repository",
        "Rendering",
        "Codecs",
        "SharedState",
        "HTTP",
        "JSON",
        "Pixels",
        "Kernel"
    ),
    library(
        "WebAPI",
        over: "WebAccess",
        "Repository",
        "SharedState",
        "HTTP",
        "JSON",
        "Pixels"
    ),
    library(
        "Figure",
        over: "WebClient",
        "WebGateway",
        "WebAccess",
        "Repository",
        "SharedState",
        "Rendering",
        "HTTP",
        "JSON",
        "Pixels",
        "Kernel"
    ),
    library(
        "IViewer",
        over: "WebAPI",
        "WebClient",
        "WebGateway",
        "WebAccess",
        "Repository",
        "ImageFormats",
        "Rendering",
        "HTTP",
        "JSON",
        "Pixels",
        "Kernel"
    ),
    library(
        "OmeroWeb",
        over: "Figure",
        "IViewer",
        "WebGateway",
        "WebClient",
        "WebAPI",
        "WebAccess",
        "Repository",
        "Rendering",
        "SharedState",
        "Mail",
        "Serving",
        "Supervision",
        "Settings",
        "Telemetry",
        "HTTP",
        "JSON",
        "Kernel"
    ),
    library(
        "OmeroCommands",
        over: "OmeroWeb",
        "WebAccess",
        "Repository",
        "SharedState",
        "Secrets",
        "ImageFormats",
        "Tables",
        "Supervision",
        "Settings",
        "JSON",
        "Kernel"
    ),
    .executableTarget(name: "omero", dependencies: ["OmeroCommands"], swiftSettings: houseSettings),
]

let verification: [Target] = [
    .target(
        name: "TestSupport",
        dependencies: ["Kernel"],
        path: "Tests/TestSupport",
        swiftSettings: houseSettings
    ),
    .executableTarget(
        name: "Probe",
        dependencies: [
            "Repository", "Rendering", "Pixels", "SharedState", "Supervision", "Telemetry", "LMDB",
            "Kernel",
        ],
        path: "Tests/Probe",
        swiftSettings: houseSettings
    ),
    .testTarget(name: "ArchitectureTests", swiftSettings: houseSettings),
    tests(of: "Kernel"),
    tests(of: "LMDB", with: "Probe"),
    tests(of: "SQLite"),
    tests(of: "Codecs"),
    tests(of: "Vectors"),
    tests(of: "XML"),
    tests(of: "Secrets"),
    tests(of: "JSON"),
    tests(of: "HTTP"),
    tests(of: "Settings"),
    tests(of: "Telemetry"),
    tests(of: "Archives", with: "Codecs", "Kernel"),
    tests(of: "ImageFormats", with: "Archives", "Pixels", "Codecs", "Kernel"),
    tests(of: "Rendering", with: "Pixels", "Codecs", "HTTP"),
    tests(of: "SharedState", with: "LMDB", "Telemetry", "Kernel", "Probe"),
    tests(of: "Mail", with: "Kernel"),
    tests(of: "Tables", with: "JSON", "Kernel"),
    tests(of: "Serving", with: "HTTP", "Kernel", "Telemetry"),
    tests(of: "Supervision", with: "Kernel", "Probe"),
    tests(
        of: "Repository",
        with: "ImageFormats",
        "Rendering",
        "SharedState",
        "SQLite",
        "Pixels",
        "Kernel",
        "Probe"
    ),
    tests(of: "WebAccess", with: "Repository", "SharedState", "Secrets", "HTTP", "Kernel"),
    tests(
        of: "WebGateway",
        with: "WebAccess",
        "Tables",
        "Repository",
        "Rendering",
        "SharedState",
        "SQLite",
        "ImageFormats",
        "Archives",
        "Telemetry",
        "HTTP",
        "JSON",
        "Pixels",
        "Kernel"
    ),
    tests(
        of: "WebClient",
        with: "WebGateway",
        "Mail",
        "WebAccess",
        "Tables",
        "Repository",
        "Codecs",
        "SharedState",
        "SQLite",
        "HTTP",
        "JSON",
        "Pixels",
        "Telemetry",
        "Kernel"
    ),
    tests(of: "WebAPI", with: "WebAccess", "Repository", "SQLite", "HTTP", "JSON", "Pixels"),
    tests(
        of: "Figure",
        with: "WebClient",
        "WebGateway",
        "WebAccess",
        "Repository",
        "SharedState",
        "SQLite",
        "HTTP",
        "JSON",
        "Pixels",
        "Telemetry",
        "Kernel"
    ),
    tests(
        of: "IViewer",
        with: "WebAPI",
        "WebClient",
        "WebGateway",
        "WebAccess",
        "Repository",
        "SharedState",
        "Telemetry",
        "ImageFormats",
        "HTTP",
        "JSON",
        "Pixels"
    ),
    tests(
        of: "OmeroWeb",
        with: "IViewer",
        "WebClient",
        "WebAccess",
        "Secrets",
        "Repository",
        "ImageFormats",
        "Pixels",
        "SharedState",
        "Serving",
        "Settings",
        "HTTP",
        "JSON",
        "Telemetry",
        "Supervision",
        "Kernel"
    ),
    tests(
        of: "OmeroCommands",
        with: "OmeroWeb",
        "Repository",
        "SQLite",
        "Tables",
        "Settings",
        "JSON",
        "Kernel",
        "omero"
    ),
]

let package = Package(
    name: "omero-web",
    products: [.executable(name: "omero", targets: ["omero"])],
    targets: foreignCode + wrappers + vocabulary + engines + application + verification
)

// `OMERO_FUZZ=1 swift build --sanitize=fuzzer`: libFuzzer supplies `main`, so these
// targets cannot link in an ordinary build.
if Context.environment["OMERO_FUZZ"] != nil {
    package.targets += [
        ("FuzzRequestParser", ["HTTP"]),
        ("FuzzForm", ["HTTP"]),
        ("FuzzConditions", ["HTTP"]),
        ("FuzzSavedObject", ["WebAPI", "Repository", "HTTP"]),
        ("FuzzShapeJSON", ["IViewer", "Repository", "HTTP"]),
        ("FuzzTIFF", ["ImageFormats", "Pixels"]),
        ("FuzzSlideIndex", ["ImageFormats"]),
        ("FuzzOMEXML", ["ImageFormats", "Pixels"]),
        ("FuzzCodecs", ["Codecs"]),
        ("FuzzZarr", ["ImageFormats", "Pixels"]),
        ("FuzzLUT", ["Rendering"]),
        ("FuzzTable", ["Tables", "Codecs"]),
        ("FuzzTableQuery", ["Tables"]),
        ("FuzzRenderingQuery", ["Rendering", "HTTP", "Pixels"]),
    ].map { name, dependencies in
        .executableTarget(
            name: name,
            dependencies: dependencies.map { .byName(name: $0) },
            path: "fuzz/" + name,
            swiftSettings: houseSettings
        )
    }
}
