"""What is to know about scanners without Qt: how one types, what it garbles, how quick it is."""
