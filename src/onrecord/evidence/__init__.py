"""Packs of evidence: what a page said, so that anybody can check it without us."""

from onrecord.evidence.packing import Exhibit, pack_of
from onrecord.evidence.verifying import Verdict, verify

__all__ = ["Exhibit", "Verdict", "pack_of", "verify"]
