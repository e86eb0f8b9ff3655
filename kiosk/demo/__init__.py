"""The demo: the project's own shop, a hub of its own as a process beside, and the kiosk on top."""
