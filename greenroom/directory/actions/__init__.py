"""The verbs of directories, one noun a file."""

from greenroom.directory.actions.arrangements import arrange
from greenroom.directory.actions.asking import ask_keepers
from greenroom.directory.actions.entries import (
    add_entry,
    change_entry,
    end_entry,
    forget_entry,
    recognise,
    return_entry,
)
from greenroom.directory.actions.readings import drop_reading, go_on, note_unusable, show_file, take_reading
from greenroom.directory.actions.reporting_lines import settle
from greenroom.directory.actions.sign_ons import connect, disconnect, person_by, remove_sign_on, set_up_sign_on
from greenroom.directory.actions.tokens import end_token, make_token, note_use

__all__ = [
    "add_entry",
    "arrange",
    "ask_keepers",
    "change_entry",
    "connect",
    "disconnect",
    "drop_reading",
    "end_entry",
    "end_token",
    "forget_entry",
    "go_on",
    "make_token",
    "note_unusable",
    "note_use",
    "person_by",
    "recognise",
    "remove_sign_on",
    "return_entry",
    "set_up_sign_on",
    "settle",
    "show_file",
    "take_reading",
]
