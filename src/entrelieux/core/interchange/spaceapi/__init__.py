"""SpaceAPI: the directory of endpoints, and endpoints of versions 13 to 15."""
