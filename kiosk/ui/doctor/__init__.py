"""What only Qt can see of the machine, for `vetrina doctor`; what it means is said in kiosk.core.doctor."""
