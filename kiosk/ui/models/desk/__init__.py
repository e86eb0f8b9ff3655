"""The models of the desk's pages: one module a page."""
