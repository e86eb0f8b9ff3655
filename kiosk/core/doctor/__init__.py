"""What somebody who came to the store would look at first: one small module for each matter.

Nothing here changes the tablet or asks the network; what the hub's door said is handed in (`Line`).
"""
