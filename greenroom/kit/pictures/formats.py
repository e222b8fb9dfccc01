"""What a file is by its first bytes; its name, and what a browser says of it, do not count."""

HEAD = 64  # bytes that decide
TAKEN = ("jpeg", "png", "webp", "gif")
MIME = {"jpeg": "image/jpeg", "png": "image/png", "webp": "image/webp"}  # what our own encoder writes

# Each kind by signs, (place, bytes), all of which have to match. Those that are not taken are named to say why.
SIGNS: list[tuple[str, tuple[tuple[int, bytes], ...]]] = [
    ("jpeg", ((0, b"\xff\xd8\xff"),)),
    ("png", ((0, b"\x89PNG\r\n\x1a\n"),)),
    ("webp", ((0, b"RIFF"), (8, b"WEBP"))),
    ("gif", ((0, b"GIF87a"),)),
    ("gif", ((0, b"GIF89a"),)),
    *(
        ("heic", ((4, b"ftyp"), (8, brand)))
        for brand in (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif", b"avis")
    ),
    ("video", ((4, b"ftyp"),)),
    ("video", ((0, b"\x1aE\xdf\xa3"),)),
    ("video", ((0, b"RIFF"), (8, b"AVI "))),
    ("video", ((0, b"\x00\x00\x01\xba"),)),
    ("video", ((0, b"FLV\x01"),)),
    ("video", ((4, b"moov"),)),
    ("video", ((4, b"mdat"),)),
    ("sound", ((0, b"ID3"),)),
    ("sound", ((0, b"OggS"),)),
    ("sound", ((0, b"fLaC"),)),
    ("sound", ((0, b"RIFF"), (8, b"WAVE"))),
    ("document", ((0, b"%PDF"),)),
    ("document", ((0, b"PK\x03\x04"),)),
    ("drawing", ((0, b"<svg"),)),
    ("drawing", ((0, b"<?xml"),)),
]


def kind_of(head: bytes) -> str:
    """One of `TAKEN`, or what it is instead, as far as that can be said; "unknown" for everything else."""
    for kind, signs in SIGNS:
        if all(head.startswith(sign, place) for place, sign in signs):
            return kind
    return "unknown" if head else "empty"
