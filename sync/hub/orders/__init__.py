"""Orders at the hub: what follows from them, when they are promised, and how other servers place them."""
