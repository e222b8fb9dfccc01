"""An archive: all that is somebody's, as JSON for programs and as pages for people, in one file."""

from greenroom.exports.archive.contents import Contents, Part, contents_of
from greenroom.exports.archive.writing import write

__all__ = ["Contents", "Part", "contents_of", "write"]
