/// What a repository holds, in OMERO's words; where it is written down is not said here.
///
/// All of it may wait for a disk: never on an event loop.
package protocol Catalogue: ImageCatalogue, FilesetCatalogue, ContainerCatalogue, ScreenCatalogue,
    ObjectCatalogue, AnnotationCatalogue, RegionCatalogue, RenderingCatalogue, SearchCatalogue,
    PlaceCatalogue, DriveSpaceCatalogue, ContainerWriting, AttachmentWriting, VisibleCatalogue,
    HistoryCatalogue, RegionEditing, RegionPlanes, ObjectChanging, DeletionCatalogue,
    TransferCatalogue, FilesetChecking, MarkCatalogue, TagCatalogue
{}
