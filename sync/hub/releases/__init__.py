"""Releases of the kiosk's program: made, signed, given out ring by ring, paused and withdrawn.

The form is that of The Update Framework (python-tuf); `sync.protocol.releases` says what a channel holds.
"""
