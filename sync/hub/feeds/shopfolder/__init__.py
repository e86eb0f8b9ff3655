"""A shop kept as a folder of hand-written TOML files, as in `resources/demo`, whose README explains it."""
