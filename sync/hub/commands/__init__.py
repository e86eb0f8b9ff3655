"""The words of `vetrina-hub`, each with its arguments, what it does, and what it says in the end."""
