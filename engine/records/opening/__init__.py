"""Opening: from a path to grids of raw texts; what cannot be opened safely is refused with its reason."""
