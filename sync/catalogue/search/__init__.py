"""The search of the catalogue: as one types, with slips, in every language, without any network."""

from sync.catalogue.search.engine import Search
from sync.catalogue.search.query import Count, Facets, Query, Result

__all__ = ["Count", "Facets", "Query", "Result", "Search"]
