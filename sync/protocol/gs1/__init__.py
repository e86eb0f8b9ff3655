"""GS1 data beside the plain number: element strings, Digital Links, their dictionary. Strict, and pure."""
