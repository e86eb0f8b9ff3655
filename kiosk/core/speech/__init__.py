"""Reading aloud: how, with which of the system's voices, and what a voice gives back."""
