"""The table of Open Food Facts: groceries by barcode, written by volunteers."""
