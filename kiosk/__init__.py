"""The in-store app: a kiosk for shoppers on a tablet in the aisle."""
