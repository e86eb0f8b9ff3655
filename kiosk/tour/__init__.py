"""The tour: the real kiosk, hub and browser play the whole story and leave a picture of every step."""
