"""The verbs of directories, one noun a file."""

from greenroom.directory.actions.arrangements import arrange
from greenroom.directory.actions.entries import (
    add_entry,
    change_entry,
    end_entry,
    forget_entry,
    recognise,
    return_entry,
)
from greenroom.directory.actions.readings import drop_reading, go_on, note_unusable, show_file, take_reading

__all__ = [
    "add_entry",
    "arrange",
    "change_entry",
    "drop_reading",
    "end_entry",
    "forget_entry",
    "go_on",
    "note_unusable",
    "recognise",
    "return_entry",
    "show_file",
    "take_reading",
]
