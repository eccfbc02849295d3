"""What can go wrong, said in one line that names the input and what to do."""

from __future__ import annotations


class TurnoverError(Exception):
    """Root of all errors that the tool raises on purpose."""


class InputError(TurnoverError):
    """An article that cannot be read: missing, empty, binary, too large."""


class UnknownLanguageError(TurnoverError):
    """A language that no language file describes, or that could not be told."""


class DataFileError(TurnoverError):
    """A language file, alias table or setting that does not follow its format; names the file and the key."""


class ModelError(TurnoverError):
    """A spaCy pipeline that is not installed or cannot be used."""


class UsageError(TurnoverError):
    """A value given by the user that makes no sense."""


class TimeLimitPassed(TurnoverError):
    """An article took longer than allowed."""


class MissingExtraError(TurnoverError):
    """A library that comes with an optional extra is not installed; names the extra."""
