"""Saleor's data as a Django fixture (`manage.py dumpdata`): JSON objects of many models in any order."""
