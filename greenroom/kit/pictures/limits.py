"""What a picture may cost, and how large it is kept (trust, section 13)."""

UPLOAD_BYTES = 16_000_000  # one file, and all files of one form together
MEMORY = 256 * 2**20  # bytes of address space of the decoder, and of the encoder
CPU_SECONDS = 10
WALL_SECONDS = 10
AT_ONCE = 2  # pictures that one server process has in hand
PATIENCE = 5.0  # seconds that another one waits for its turn

JPEG_PIXELS = 150_000_000  # a JPEG is read at the scale that is needed
OTHER_PIXELS = 25_000_000
EDGE = 30_000  # pixels of one side, whatever the format
FRAMES = 500
READ_PIXELS = 400_000_000  # of all frames of an animation, as they come
KEPT_PIXELS = 20_000_000  # of all frames of an animation, as they are kept: it is made smaller until it fits

FULL = 2560  # the longer side of what is kept
PREVIEW = 640
LARGEST_PNG = 3_000_000  # bytes; a photograph that came as PNG is kept as JPEG beyond that
