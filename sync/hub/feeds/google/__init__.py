"""Google's product data and local inventory, as XML (RSS 2.0, Atom) and as a table."""
