"""Scanners of every kind end in one signal: `scanned(text)`."""
