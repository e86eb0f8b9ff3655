"""Tables of no known format, understood by headers in several languages and by what is in the cells."""
