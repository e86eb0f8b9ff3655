"""Measures in words: numbers, units and the words for the sides of a thing, as shops write them."""
