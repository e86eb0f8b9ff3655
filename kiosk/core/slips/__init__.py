"""The slip that goes into an order's bag, in the store's language with the shopper's beside it."""

from kiosk.core.slips.draw import draw
from kiosk.core.slips.slip import Goods, Slip, Tongue, lay_out

__all__ = ["Goods", "Slip", "Tongue", "draw", "lay_out"]
