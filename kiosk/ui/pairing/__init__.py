"""What the page of a fresh tablet goes by: how its line to the hub is, and its words."""
