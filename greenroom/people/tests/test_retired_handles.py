"""A handle of somebody who was erased is nobody's any more, and what is kept of it names nobody."""

import pytest
from django.core.exceptions import ValidationError

from greenroom.people import actions, handles
from greenroom.people.models import Identity, RetiredHandle
from greenroom.people.tests.conftest import NOW


@pytest.mark.parametrize("typed", ["kaspian", "@Kaspian"])
def test_a_retired_handle_is_taken(db, typed):
    handles.retire("Kaspian")

    with pytest.raises(ValidationError) as refusal:
        actions.add_person(handle=typed, display_name="Kaspian", now=NOW)

    assert refusal.value.code == "handle_taken"
    assert not Identity.objects.exists()


def test_a_file_leaves_retired_handles_out(db):
    handles.retire("kaspian")

    assert list(actions.add_people(names={"Kaspian": "Kaspian", "ida": "Ida"}, now=NOW)) == ["ida"]


def test_what_is_kept_of_a_retired_handle_does_not_name_it(db, settings):
    handles.retire("kaspian")
    handles.retire("kaspian")
    (kept,) = RetiredHandle.objects.values_list("seal", flat=True)
    former = settings.SECRET_KEY
    settings.SECRET_KEY = "another secret of the installation, long enough"

    assert (len(kept), "kaspian" in kept, handles.is_retired("kaspian")) == (64, False, False)
    settings.SECRET_KEY_FALLBACKS = [former]
    assert (handles.is_retired("kaspian"), handles.retired_among(["Kaspian", "ida"])) == (True, {"Kaspian"})


def test_nobody_takes_a_handle_like_those_that_stand_in_for_the_erased(db):
    with pytest.raises(ValidationError) as refusal:
        actions.add_person(handle="erased_0011", display_name="Somebody", now=NOW)

    assert refusal.value.code == "handle_reserved"
