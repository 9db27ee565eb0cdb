"""Pages of meetings: mine, those of a project or a place, those of a network."""
