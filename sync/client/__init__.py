"""The tablet's side of sync: a replica that never waits, and an engine that keeps it in step with the hub."""
