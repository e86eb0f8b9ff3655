"""Shelf labels as PDF, on sheets as sold: what a shop prints that has no barcodes on its things."""
