"""Updates of the kiosk's program: fetched and verified beside, tried, and taken back when they do not work.

Three parts that trust each other little: `fetching` brings a signed release into the slot that is not in use,
`launcher` starts what is in use, watches that it lives and puts the old one back, and the kiosk itself says
when nobody is there. None of them knows Qt.
"""
