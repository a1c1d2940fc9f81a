"""Many archives to tables, each done exactly once, on this machine or on a cluster."""

from onrecord.batch.inputs import Input, find_inputs
from onrecord.batch.loading import load
from onrecord.batch.plan import Done, Plan, Totals
from onrecord.batch.running import run

__all__ = ["Done", "Input", "Plan", "Totals", "find_inputs", "load", "run"]
