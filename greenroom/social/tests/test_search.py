"""Finding posts: every word, quotes, operators; what the reader may read now, counted exactly."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from greenroom.people.models import Identity, NetworkMembership
from greenroom.social import actions, search
from greenroom.social.models import Audience
from greenroom.social.tests.village import eyes


def ids(who, typed: str, **options) -> list[int]:
    total, keys, troubles = search.find_ids(eyes(who), search.parse(typed), **options)
    assert troubles == (), troubles
    assert total >= len(keys)
    return keys


def troubles(who, typed: str) -> tuple[str, ...]:
    total, keys, said = search.find_ids(eyes(who), search.parse(typed))
    assert (total, keys) == (0, [])
    return said


def test_every_word_must_be_there_in_any_form(village, ida):
    both = village.post(ida, "Closing a site", note="The works council heard it first.", language="en")
    village.post(ida, "Closing a deal", language="en")

    assert ids(ida, "close sites") == [both.pk]
    assert ids(ida, "COUNCILS closed") == [both.pk]
    assert ids(ida, "close harbour") == []


def test_each_post_is_read_in_its_own_language(village, ida):
    german = village.post(ida, "Die Häuser am Kai", language="de")
    french = village.post(ida, "Les écoles de la ville", language="fr")
    none = village.post(ida, "Häuser", note="Häuser", language="")

    assert set(ids(ida, "haus")) == {german.pk} | ({none.pk} if none.language == "de" else set())
    assert ids(ida, "ECOLE") == [french.pk]


def test_accents_and_case_are_forgotten(village, ida):
    post = village.post(ida, "Straße nach Łódź über Ærø", language="de")

    for typed in ("STRASSE", "strasse lodz", "łódź aero", '"Strasse nach lodz"', "Ærø"):
        assert ids(ida, typed) == [post.pk], typed


def test_quotes_hold_words_as_they_stand(village, ida):
    post = village.post(ida, "She said: no comment today", language="en")
    village.post(ida, "Comments, no. She said today", language="en")

    assert ids(ida, '"no comment"') == [post.pk]
    assert ids(ida, "\u201eno comment\u201c she") == [post.pk]
    assert ids(ida, '"comment"') == [post.pk]
    assert len(ids(ida, "comment")) == 2


def test_operators(village, ida):
    bram = village.person("bram")
    board = village.circle("board", keeper=ida, members=(bram,))
    house = village.organisation("skerrow", owner=ida, members=(bram,))
    english = village.post(ida, "Words for the board", to=board, language="en")
    german = village.post(bram, "Wörter, words", to=house, language="de-AT")
    public = village.post(bram, "Words", to=Audience.PUBLIC, language="en")

    assert ids(ida, "words from:@Ida") == [english.pk]
    assert ids(ida, "from:bram") == [public.pk, german.pk]
    assert ids(ida, "in:board") == [english.pk]
    assert ids(ida, "words IN:skerrow") == [german.pk]
    assert ids(ida, "in:public from:bram words") == [public.pk]
    assert ids(ida, "lang:de") == ids(ida, "lang:de-AT words") == [german.pk]
    assert ids(ida, "from:ida from:bram") == []


def test_days_are_the_readers(village, ida):
    """A post of half past midnight in Berlin is one of that day there, and of the day before in London."""
    moment = datetime(2026, 5, 1, 22, 30, tzinfo=UTC)
    everybody = Audience.objects.get(pk=Audience.PUBLIC)
    post = actions.import_post(
        author=ida.identity, audience=everybody, headline="Words", published_at=moment, source_key="1", by=None,
        now=moment + timedelta(days=1),
    )  # fmt: skip

    with timezone.override("Europe/Berlin"):
        assert ids(ida, "words after:2026-05-02") == ids(ida, "after:2026-05-02 before:2026-05-03") == [post.pk]
        assert ids(ida, "words before:2026-05-02") == []
    with timezone.override("Europe/London"):
        assert ids(ida, "words before:2026-05-02") == [post.pk]
        assert ids(ida, "words after:2026-05-02") == []
    assert ids(ida, "words after:0001-01-01 before:9999-12-31") == [post.pk]


@pytest.mark.parametrize(
    "typed",
    ['c++"', "+++", "AND", "NOT (", "foo:bar", "\0", "a*", "words OR 1=1 --", "'", "''", '"', "x" * 400, "NEAR(a b)"],
)
def test_d2_whatever_is_typed_is_looked_up_or_answered(village, ida, typed):
    village.post(ida, "Words", language="en")

    total, keys, said = search.find_ids(eyes(ida), search.parse(typed))

    assert (total, keys) == (0, [])
    assert all(sentence.endswith(".") for sentence in said)


def test_d2_what_cannot_be_looked_for_is_said(village, ida):
    assert "10000" in troubles(ida, "x" * 10_000)[0]
    assert "33" in troubles(ida, " ".join(f"w{number}" for number in range(33)))[0]
    assert "no word" in troubles(ida, "+++")[0]
    assert "yesterday" in troubles(ida, "words before:yesterday")[0]
    assert "2026-02-30" in troubles(ida, "after:2026-02-30")[0]
    assert troubles(ida, "from:nobody words") == ("Nobody here is called @nobody.",)
    assert troubles(ida, "") == ()


def test_a7_hidden_people_and_places_are_answered_like_absent_ones(village, ida):
    otto = village.person("otto")
    village.circle("tower", keeper=otto)
    village.organisation("halden", owner=otto)
    village.block(otto, ida)
    gone = village.person("gone")
    Identity.objects.filter(pk=gone.pk).update(suspended_at=village.now)

    for handle in ("otto", "gone", "tower"):
        assert troubles(ida, f"from:{handle}") == (f"Nobody here is called @{handle}.",)
    for handle in ("tower", "halden", "nothing"):
        assert troubles(ida, f"in:{handle}") == (f"You are in no organisation or circle called @{handle}.",)


def test_a7_words_are_found_by_their_readers_alone_and_counted_so(village, ida):
    bram, outsider = village.person("bram"), village.person("outsider", member=False)
    board = village.circle("board", keeper=ida, members=(bram,))
    village.post(ida, "Kanariwort", to=board)
    village.post(ida, "Kanariwort", to=Audience.NETWORK)
    village.post(ida, "Kanariwort @bram", to=Audience.DIRECT)

    totals = {name: search.find_ids(eyes(who), search.parse("kanariwort"))[0]
              for name, who in {"ida": ida, "bram": bram, "outsider": outsider, "guest": None}.items()}  # fmt: skip
    assert totals == {"ida": 3, "bram": 3, "outsider": 0, "guest": 0}

    NetworkMembership.objects.filter(person=bram).update(ended_at=village.now)
    village.act(actions.leave_circle, circle=board, by=bram)
    assert search.find_ids(eyes(bram), search.parse("kanariwort"))[0] == 1


def test_a5_narrowed_posts_are_lost_to_those_outside(village, ida):
    bram = village.person("bram")
    post = village.post(ida, "Kanariwort", to=Audience.PUBLIC)
    assert ids(bram, "kanariwort") == [post.pk]

    village.act(actions.narrow_post, post=post, audience=Audience.objects.get(pk=Audience.FOLLOWERS), by=ida)

    assert ids(bram, "kanariwort") == ids(None, "kanariwort") == []


def test_a14_blocks_and_suspension_hide_what_was_said(village, ida):
    bram = village.person("bram")
    post = village.post(ida, "Kanariwort", to=Audience.PUBLIC)

    village.block(ida, bram)
    assert ids(bram, "kanariwort") == []
    village.act(actions.unblock, identity=ida.identity, target=bram.identity, by=ida)
    assert ids(bram, "kanariwort") == [post.pk]
    Identity.objects.filter(pk=ida.pk).update(suspended_at=village.now)
    assert ids(bram, "kanariwort") == []


def test_the_muted_are_left_out_unless_they_are_named(village, ida):
    bram = village.person("bram")
    post = village.post(bram, "Words", to=Audience.PUBLIC)
    village.act(actions.mute, identity=ida.identity, target=bram.identity, by=ida)

    assert ids(ida, "words") == []
    assert ids(ida, "words from:bram") == [post.pk]


def test_pages_go_from_the_newest_to_the_end(village, ida):
    posts = [village.post(ida, f"Word {number}", language="en") for number in range(7)]
    newest = [post.pk for post in reversed(posts)]

    for typed in ("word", "from:ida"):
        query, found, before = search.parse(typed), [], None
        while True:
            page = search.find_posts(eyes(ida), query, before=before, limit=3)
            assert page.total == 7
            found += [view.id for view in page.posts]
            if not page.has_more:
                break
            before = page.oldest
        assert found == newest


def test_a_search_asks_few_questions(village, ida, django_assert_max_num_queries):
    for number in range(5):
        village.post(ida, f"Word {number}", language="en")
    viewer = eyes(ida)

    with django_assert_max_num_queries(6):
        search.find_posts(viewer, search.parse("word"))
