"""What the shop learns of its customers: what leads to them, which sizes fit, what stands on the timeline."""
