"""The hub: the central profile API. One truth about lists, stock and catalogue for every channel."""
