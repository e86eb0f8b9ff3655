"""A shop kept as a folder of hand-written TOML files: the form of `resources/demo`, whose README explains it."""
