"""Vetrina's two sides of one truth: the tablet's cache (`client`) and the central profile API (`hub`)."""
