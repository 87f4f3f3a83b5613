extension StaticAsset {
    /// What a front server shows while the application does not answer; it loads nothing.
    static let maintenancePage = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="refresh" content="10">
        <title>OMERO.web is being maintained</title>
        <style>body { font: 16px/1.5 system-ui, sans-serif; margin: 20vh auto; max-width: 30rem; }</style>
        </head>
        <body>
        <h1>OMERO.web is being maintained</h1>
        <p>The server does not answer at the moment. This page tries again every ten seconds.</p>
        </body>
        </html>

        """
}
