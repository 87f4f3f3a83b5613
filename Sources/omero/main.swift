print("omero")
