"""What happens on the shop floor. No Qt and no HTTP: usable and testable as a plain library."""
