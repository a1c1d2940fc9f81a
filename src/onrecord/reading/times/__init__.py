"""Times of a reading -> times with values, the anchor each was counted from, and how.

The model finds the spans, patterns those that their words give away; rules read them. They know
the date of publication, the tense of the verb that governs a time (`tense`) and the times before
it. What cannot be known has no value or one with X in it, and says why.
"""

from onrecord.reading.times.stage import with_times, with_values

__all__ = ["with_times", "with_values"]
