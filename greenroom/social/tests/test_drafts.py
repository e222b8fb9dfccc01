"""Words that are not out yet."""

import pytest

from greenroom.social import actions, queries, timelines
from greenroom.social.models import Audience, Draft
from greenroom.social.tests.village import eyes


def save(village, by, **fields):
    return village.act(actions.save_draft, speaks_as=by.identity, by=by, **fields)


def test_whatever_was_typed_is_kept_as_it_is(village, ida):
    draft = save(village, ida, headline="h" * 900, note="  n\x00\ud800 ", spoiler_text="s" * 200, sensitive=True)
    draft.refresh_from_db()

    assert (draft.headline, draft.note, draft.spoiler_text, draft.sensitive) == ("h" * 900, "  n ", "s" * 200, True)


def test_saving_again_writes_over_it(village, ida):
    draft = save(village, ida, headline="One")
    again = save(village, ida, headline="Two", draft=draft)

    assert (again.pk, Draft.objects.get().headline) == (draft.pk, "Two")


def test_more_than_a_million_characters_are_refused(village, ida, refused):
    save(village, ida, note="n" * 1_000_000)
    with refused("too_long"):
        save(village, ida, note="n" * 1_000_001)
    assert Draft.objects.count() == 1


def test_nobody_else_reads_writes_or_discards_it(village, ida):
    bram = village.person("bram")
    draft = save(village, ida, headline="Canary")

    assert queries.drafts_of(bram) == []
    with pytest.raises(Draft.DoesNotExist):
        queries.draft_for(bram, draft.pk)
    village.act(actions.discard_draft, draft=draft, by=bram)
    save(village, bram, headline="Other", draft=draft)
    draft.refresh_from_db()
    assert draft.headline == "Canary"
    village.act(actions.discard_draft, draft=draft, by=ida)
    assert queries.drafts_of(ida) == []


def test_no_timeline_knows_of_it(village, ida):
    save(village, ida, headline="Canary #tide", audience=Audience.objects.get(pk=Audience.PUBLIC))
    viewer = eyes(ida)

    pages = [timelines.home(viewer), timelines.local(viewer), timelines.tag(viewer, "tide")]
    assert [page.entries for page in [*pages, timelines.profile(viewer, ida.identity)]] == [[]] * 4


def test_a_draft_that_answers_something_hidden_forgets_it(village, ida):
    bram = village.person("bram")
    hidden = village.post(bram, to=village.circle("tower", keeper=bram).audience)

    assert save(village, ida, reply_to=hidden).reply_to is None


def test_the_draft_written_last_waits_alone(village, ida, django_assert_num_queries):
    assert queries.latest_draft_of(ida) is None
    first, _second = save(village, ida, headline="One"), save(village, ida, headline="Two")
    save(village, ida, headline="One again", draft=first)

    with django_assert_num_queries(1) as asked:
        latest = queries.latest_draft_of(ida)

    assert latest == first
    assert "LIMIT 1" in asked.captured_queries[0]["sql"]


def test_every_save_of_one_form_is_one_draft(village, ida):
    bram = village.person("bram")
    first = save(village, ida, headline="Half", key="form-1")
    again = save(village, ida, headline="Half a thought", key="form-1")
    other, anothers = save(village, ida, headline="Else", key="form-2"), save(village, bram, headline="B", key="form-1")

    assert first.pk == again.pk
    assert {draft.pk for draft in queries.drafts_of(ida)} == {first.pk, other.pk}
    assert queries.drafts_of(bram) == [anothers]


def test_a_post_takes_the_draft_of_its_form_along(village, ida):
    save(village, ida, headline="Said", key="form-1")
    kept = save(village, ida, headline="Not yet", key="form-2")
    keyless = save(village, ida, headline="By hand")

    village.post(ida, "Said", once="form-1")
    village.post(ida, "Said from nowhere")

    assert {draft.pk for draft in queries.drafts_of(ida)} == {kept.pk, keyless.pk}


def test_a_save_that_arrives_after_its_post_is_refused(village, ida, refused):
    village.post(ida, "Said", once="form-1")

    with refused("posted"):
        save(village, ida, headline="Sai", key="form-1")

    assert not Draft.objects.exists()
    assert save(village, ida, headline="Something else", key="form-11").pk
