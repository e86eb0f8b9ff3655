"""What tablet and hub agree on: documents, verbs and their rules. No I/O anywhere in this package."""
