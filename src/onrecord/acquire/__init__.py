"""Bytes from anywhere become pages: files, folders, standard input, archives, exports, JSONL."""

from onrecord.acquire.files import pages_from_paths
from onrecord.acquire.pages import pages_from_bytes

__all__ = ["pages_from_bytes", "pages_from_paths"]
