"""What the bytes of a file come to: the same hash, the same file."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path


def hash_of(content: bytes) -> str:
    """The hash of some bytes, in hexadecimal."""
    return sha256(content).hexdigest()


def file_hash(path: Path) -> str:
    """The hash of a file; of one that cannot be read, empty."""
    try:
        return hash_of(path.read_bytes())
    except OSError:
        return ""
