"""What is kept of a picture: its size, its colours, its movement, and nothing that was written into it."""

import io

import pytest
from PIL import Image

from greenroom.kit.pictures import making, shapes
from greenroom.kit.tests.drawing import CANARY, drawn, file_of, here, moving, with_metadata

POST, FACE, BAND = shapes.POST, shapes.FACE, shapes.BAND


def made(source, shape=POST, *, make=here):
    """The picture, and both of its files as a reader sees them."""
    picture = make(source, shape)
    return picture, Image.open(io.BytesIO(picture.full)), Image.open(io.BytesIO(picture.preview))


@pytest.mark.parametrize(
    ("form", "mime"), [("JPEG", "image/jpeg"), ("PNG", "image/png"), ("WEBP", "image/webp"), ("GIF", "image/png")]
)
def test_each_format_is_found_by_content_and_written_anew(form, mime):
    picture, full, preview = made(file_of(drawn((200, 100)), form), make=making.make)

    assert (picture.mime, picture.width, picture.height, picture.is_animated) == (mime, 200, 100, False)
    assert full.size == (200, 100)
    assert (preview.format, preview.size) == ("WEBP", (200, 100))
    red, _green, _blue = full.convert("RGB").getpixel((150, 90))
    assert abs(red - 200) < 12
    assert len(picture.blurhash) >= 6
    assert "limits" in picture.closed


def test_what_is_large_is_kept_at_2560_and_shown_at_640():
    picture, full, preview = made(file_of(drawn((4000, 2000)), "JPEG"))

    assert full.size == (picture.width, picture.height) == (2560, 1280)
    assert preview.size == (640, 320)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_stands_as_the_camera_was_held(orientation):
    exif = Image.Exif()
    exif[0x0112] = orientation
    held = {1: None, 2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}[orientation]  # what undoes the turn
    lying = drawn((64, 48)) if held is None else drawn((64, 48)).transpose(Image.Transpose(held))
    picture, full, _preview = made(file_of(lying, "JPEG", exif=exif, quality=95))

    assert (picture.width, picture.height) == (64, 48)
    assert full.getpixel((4, 4))[0] < 60 < full.getpixel((60, 44))[0]
    assert 0x0112 not in full.getexif()


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF"])
def test_m1_nothing_that_was_written_into_a_picture_is_kept(form):
    source = with_metadata(form)
    assert CANARY in source.getvalue()
    picture, full, _preview = made(source)

    assert CANARY not in picture.full + picture.preview
    assert not full.getexif()
    assert set(full.info) <= {
        "jfif",
        "jfif_version",
        "jfif_unit",
        "jfif_density",
        "progressive",
        "progression",
        "loop",
        "background",
    }


def test_colours_of_another_space_become_srgb():
    vivid = file_of(drawn((32, 32)), "PNG", icc_profile=swapped())
    _picture, full, _preview = made(vivid)
    red, _green, blue = full.convert("RGB").getpixel((30, 30))

    assert blue > red  # the profile says so; the bare numbers say red
    assert "icc_profile" not in full.info


def swapped() -> bytes:
    """sRGB with the names of red and blue exchanged."""
    from PIL import ImageCms

    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return profile.replace(b"rXYZ", b"tmpZ").replace(b"bXYZ", b"rXYZ").replace(b"tmpZ", b"bXYZ")


def test_a_broken_profile_does_not_cost_the_picture():
    picture, _full, _preview = made(file_of(drawn(), "PNG", icc_profile=b"no profile"))

    assert picture.width == 64


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_every_kind_of_png_can_be_read(mode):
    source = drawn((40, 40), "L").convert("I").point(lambda value: value * 256) if mode == "I;16" else drawn()
    picture, full, _preview = made(file_of(source.convert(mode), "PNG"))

    dark, bright = (full.convert("L").getpixel(place) for place in ((2, 2), (36, 36)))
    assert dark < bright
    assert picture.mime == "image/png"


def test_inks_of_a_press_become_colours_of_a_screen():
    _picture, full, _preview = made(file_of(drawn(mode="CMYK"), "JPEG"))

    assert full.mode == "RGB"
    assert full.getpixel((60, 44))[0] > 120


def test_what_can_be_seen_through_stays_so():
    clear = Image.new("RGBA", (30, 30), (0, 0, 0, 0))
    _picture, full, preview = made(file_of(clear, "PNG"))

    assert full.convert("RGBA").getpixel((1, 1))[3] == preview.convert("RGBA").getpixel((1, 1))[3] == 0


@pytest.mark.parametrize("form", ["GIF", "WEBP"])
def test_what_moves_keeps_moving_and_is_shown_still(form):
    picture, full, preview = made(moving(form))

    assert (picture.is_animated, picture.mime) == (True, "image/webp")
    assert full.n_frames == 4
    assert getattr(preview, "n_frames", 1) == 1


def test_a_long_animation_is_kept_smaller():
    picture, full, _preview = made(moving(frames=40, size=(900, 700)))

    assert full.n_frames == 40
    assert picture.width * picture.height * 40 <= 20_000_000


def test_a_face_is_a_square_from_the_middle_and_stands_still():
    wide = Image.new("RGB", (900, 300), (250, 250, 250))
    wide.paste((20, 20, 20), (300, 0, 600, 300))
    picture, full, preview = made(file_of(wide, "PNG"), FACE)

    assert (picture.mime, full.size, preview.size) == ("image/jpeg", (400, 400), (128, 128))
    assert all(max(full.getpixel(place)) < 60 for place in ((3, 3), (396, 396), (200, 200)))
    assert not made(moving(), FACE)[0].is_animated


def test_a_band_is_three_times_as_wide_as_high():
    _picture, full, preview = made(file_of(drawn((3000, 3000), "RGBA"), "PNG"), BAND)

    assert (full.mode, full.size, preview.size) == ("RGB", (1500, 500), (600, 200))
