/// The formats of slides that are left to OpenSlide, by the library's names.
enum SlideVendor: String, Sendable {
    case aperio
    case hamamatsu
    case leica
    case mirax
    case philips
    case trestle
    case ventana

    var formatName: String {
        switch self {
        case .aperio: "Aperio SVS"
        case .hamamatsu: "Hamamatsu NDPI or VMS"
        case .leica: "Leica SCN"
        case .mirax: "MIRAX"
        case .philips: "Philips TIFF"
        case .trestle: "Trestle TIFF"
        case .ventana: "Ventana BIF"
        }
    }
}
