"""Lists that wait under a code: where a code leads, and who may bring it."""
