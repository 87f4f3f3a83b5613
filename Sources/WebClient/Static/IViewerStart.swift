extension StaticAsset {
    /// What OMERO.iviewer expects to find in its page: the parameters it was asked with, and the
    /// list of programs that images can be opened with, to which their scripts add functions.
    static let iviewerStart = """
        "use strict";
        window.INITIAL_REQUEST_PARAMS = JSON.parse(document.getElementById("parameters").textContent);
        window.OME = {
            OPEN_WITH: [],
            setOpenWithEnabledHandler(id, isEnabled) {
                for (const program of OME.OPEN_WITH.filter(one => one.id === id)) {
                    program.isEnabled = (...items) => {
                        try {
                            return isEnabled.apply(program, items);
                        } catch (error) {
                            console.warn(`${id} does not say whether it is enabled: ${error}`);
                            return false;
                        }
                    };
                }
            },
            setOpenWithUrlProvider(id, address) {
                for (const program of OME.OPEN_WITH.filter(one => one.id === id)) program.getUrl = address;
            },
        };

        """
}
