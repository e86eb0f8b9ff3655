"""What the pages bind to: one typed object a page, registered as the QML module `Vetrina.Models`."""
