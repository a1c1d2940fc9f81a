"""Records and their pages -> a pack that proves what they said; a pack -> whether it holds."""

from onrecord.evidence.packing import Exhibit, pack_of
from onrecord.evidence.verifying import Verdict, verify

__all__ = ["Exhibit", "Verdict", "pack_of", "verify"]
