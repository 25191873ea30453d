"""Pre-meeting briefs from the articles a desk keeps: verbatim or absent."""

__version__ = "0.1.0"
