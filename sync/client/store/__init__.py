"""Inside the replica: the file, documents and views, what waits to be sent, what was said of it."""
