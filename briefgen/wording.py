"""The one catalogue of briefgen's own words: headings, labels, counts and notices. Nothing else is ever composed."""

from __future__ import annotations
