"""The catalogue file: one SQLite database that the hub builds and every tablet reads."""
