"""Errors a caller can act on.

OnrecordError
├── InputError      one input is bad: skip it, go on       .reason
├── SettingError    a setting has a value that cannot be used
└── WeightsError    the reader's weights are missing, cut off or altered
"""

from onrecord.record import Reason


class OnrecordError(Exception):
    """Base of every error this package raises on purpose."""


class InputError(OnrecordError):
    """One page, file or member of an archive cannot be used; the rest can.

    reason: of the closed list that `Rejected.reason` is taken from.
    """

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(detail or reason)
        self.reason = reason


class SettingError(OnrecordError):
    """A setting has a value that cannot be used; the message names the setting and its bounds."""


class WeightsError(OnrecordError):
    """The reader's weights are missing, cut off or altered; the message says what to do."""
