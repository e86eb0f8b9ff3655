"""What the pages of the associates' desk work with, apart from their models."""
