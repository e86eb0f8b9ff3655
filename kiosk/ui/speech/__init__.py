"""Reading aloud with what the system has."""
