"""What the shop knows of its customers: how they are found, what is learned, what stands on the timeline."""
