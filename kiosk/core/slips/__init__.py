"""The slip that goes into an order's bag, in the store's language with the shopper's beside it.

What draws it (`draw`) loads libraries that nothing else needs: import it where a slip is drawn.
"""
