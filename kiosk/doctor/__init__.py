"""`vetrina doctor`: gathers what the checks of kiosk.core.doctor judge, and tells it in words or as JSON."""
