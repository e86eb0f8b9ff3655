"""The frame that people hold a code into: the same part of the picture is shown and looked at."""

GUIDE_WIDTH, GUIDE_HEIGHT = 0.7, 0.64
"""Its share of the picture's width and height, in the middle."""
