/// What the history of imports needs: an order by the moment, with who may see each image.
enum Schema5 {
    static let script = """
        CREATE INDEX image_imported ON image (imported, id, group_id, owner_id);
        """
}
