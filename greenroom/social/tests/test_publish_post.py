"""Saying something."""

import pytest

from greenroom.kit.facts import facts_of
from greenroom.people.models import Identity
from greenroom.social import actions
from greenroom.social.events import PostPublished
from greenroom.social.models import Audience, Draft, Mention, Post, PostTag
from greenroom.social.tests.village import reads

PUBLIC, FOLLOWERS, NETWORK, DIRECT = Audience.PUBLIC, Audience.FOLLOWERS, Audience.NETWORK, Audience.DIRECT


def test_a_member_speaks_to_the_network_by_default(village, ida):
    post = village.post(ida, "A ferry has a **name**", note="It is #Skagerrak.\n\nLong live #skagerrak and #Ferries.")

    assert post.audience_id == NETWORK
    assert post.thread_id == post.pk
    assert post.published_at == village.now
    assert (post.headline, post.written_by) == ("A ferry has a **name**", ida)
    assert sorted(PostTag.objects.values_list("tag__folded", flat=True)) == ["ferries", "skagerrak"]
    assert facts_of(PostPublished) == [PostPublished(at=village.now, post_id=post.pk)]


def test_ids_of_posts_are_even_and_follow_time(village, ida):
    posts = [village.post(ida, f"Post {number}") for number in range(5)]

    assert [post.pk % 2 for post in posts] == [0] * 5
    assert sorted(post.pk for post in posts) == [post.pk for post in posts]


def test_many_posts_of_one_instant_get_ids_of_their_own(village, ida):
    now = village.tick()
    posts = {
        actions.publish_post(author=ida.identity, headline=f"Post {number}", by=ida, now=now).pk for number in range(40)
    }

    assert len(posts) == 40


def test_an_employee_outside_the_network_speaks_to_the_organisation_by_default(village, ida):
    runa = village.person("runa", member=False)
    skerrow = village.organisation("skerrow", owner=ida, members=(runa,))

    assert village.post(runa).audience.owner_id == skerrow.pk


@pytest.mark.parametrize(
    ("headline", "note", "code"),
    [
        ("", "", "empty"),
        ("   \u200b", "words", "empty"),
        ("a" * 141, "", "too_long"),
        ("one\n\ntwo", "", "blank_line"),
        ("fits", "b" * 50_000, "too_long"),
        ("fits", " ".join(f"#t{number}" for number in range(101)), "too_many_tags"),
        ("fits", " ".join(f"@t{number}" for number in range(101)), "too_many_mentions"),
    ],
)
def test_words_over_a_limit_are_refused(village, ida, refused, headline, note, code):
    with refused(code):
        village.post(ida, headline, note=note)

    assert not Post.objects.exists()
    assert facts_of(PostPublished) == []


def test_fifty_thousand_characters_and_a_family_emoji_fit(village, ida):
    post = village.post(ida, "👨‍👩‍👧‍👦" * 140, note="b" * (50_000 - 7 * 140))

    assert len(post.headline) + len(post.note) == 50_000


def test_nul_and_controls_are_cleaned(village, ida):
    post = village.post(ida, "A\x00 line\x07", note="B\x00\r\nC")

    assert (post.headline, post.note) == ("A line", "B\nC")


def test_an_outsider_cannot_speak_to_network_organisation_or_circle(village, ida, bram, refused):
    outsider = village.person("otto", member=False)
    skerrow = village.organisation("skerrow", owner=ida)
    board = village.circle("board", keeper=ida)

    with refused("not_a_member"):
        village.post(outsider, to=NETWORK)
    with refused("unknown_audience"):
        village.post(bram, to=audience_of_organisation(skerrow))
    with refused("unknown_audience"):
        village.post(bram, to=board.audience)


def audience_of_organisation(organisation):
    return Audience.objects.get(owner=organisation.identity)


def test_where_keepers_alone_begin_members_may_answer(village, ida, bram, refused):
    board = village.circle("board", keeper=ida, members=(bram,), keepers_alone_post=True)
    first = village.post(ida, to=board.audience)

    with refused("leaders_only"):
        village.post(bram, to=board.audience)
    assert village.post(bram, reply_to=first).audience_id == board.audience_id


def test_speaking_as_an_organisation_needs_the_clearance(village, ida, bram, refused):
    skerrow = village.organisation("skerrow", owner=ida, members=(bram,))

    with refused("no_clearance"):
        village.post(bram, author=skerrow.identity, to=PUBLIC)
    with refused("not_you"):
        village.post(bram, author=ida.identity, to=PUBLIC)
    post = village.post(ida, author=skerrow.identity, to=PUBLIC)
    assert (post.author_id, post.written_by_id) == (skerrow.pk, ida.pk)


def test_somebody_outside_a_closed_audience_is_named_in_the_refusal(village, ida, bram, refused):
    otto = village.person("otto", member=False)
    board = village.circle("board", keeper=ida)

    with refused("outside_audience", "@otto"):
        village.post(ida, "Hello @bram and @otto", to=NETWORK)
    with refused("outside_audience", "@bram, @otto"):
        village.post(ida, "Hello @bram and @otto", to=board.audience)
    with refused("outside_audience", "@otto"):
        village.post(ida, "Hello @otto", to=FOLLOWERS)
    village.follow(otto, ida)
    village.post(ida, "Hello @otto", to=FOLLOWERS)


def test_an_organisation_may_be_named_anywhere_and_reads_nothing_by_it(village, ida):
    skerrow = village.organisation("skerrow", owner=ida)
    post = village.post(ida, "How @skerrow does it", to=NETWORK)

    assert not reads(skerrow, post)


def test_a_direct_post_reaches_whom_it_names(village, ida, bram, refused):
    noor = village.person("noor")
    skerrow = village.organisation("skerrow", owner=noor)
    post = village.post(ida, "Only @bram and @skerrow", to=DIRECT)

    assert [reads(who, post) for who in (ida, bram, noor, skerrow, None)] == [True, True, False, True, False]
    with refused("nobody_named"):
        village.post(ida, "To nobody", to=DIRECT)
    with refused("nobody_named"):
        village.post(ida, "To @ida", to=DIRECT)


@pytest.mark.parametrize("handle", ["nobody", "gone", "board", "known"])
def test_a3_a_direct_post_says_which_names_reach_nobody_and_not_why(village, ida, bram, refused, handle):
    gone = village.person("gone")
    Identity.objects.filter(pk=gone.pk).update(suspended_at=village.tick())
    village.person("known", claimed=False)  # from a file alone
    village.circle("board", keeper=ida, members=(bram,))
    first = village.post(bram, "@ida, a question", to=DIRECT)
    sentence = f"These names reach nobody: @{handle}. Correct them, or take them out."

    for fields in ({}, {"reply_to": first}):
        with refused("reaches_nobody", sentence):
            village.post(ida, f"Hello @{handle}", to=DIRECT, **fields)
        with refused("reaches_nobody", sentence):
            village.post(ida, f"Hello @bram and @{handle}", to=DIRECT, **fields)
    village.post(ida, f"Hello @bram, write to {handle}@example.org", to=DIRECT)
    village.post(ida, f"Hello @bram and @{handle}", to=NETWORK)


def test_the_handle_of_a_circle_is_no_mention_and_no_link(village, ida):
    village.circle("board", keeper=ida)
    post = village.post(ida, "Ask @board", to=PUBLIC)

    assert not Mention.objects.exists()
    assert "href" not in post.headline_html


def test_an_answer_takes_the_audience_of_its_parent(village, ida, bram):
    board = village.circle("board", keeper=ida, members=(bram,))
    for audience in (PUBLIC, NETWORK, board.audience):
        first = village.post(ida, to=audience)
        answer = village.post(bram, reply_to=first)

        assert (answer.audience_id, answer.thread_id) == (first.audience_id, first.thread_id)


def test_an_answer_to_another_persons_followers_becomes_direct(village, ida, bram):
    village.follow(bram, ida)
    first = village.post(ida, to=FOLLOWERS)
    answer = village.post(bram, reply_to=first)

    assert answer.audience_id == DIRECT
    assert reads(ida, answer)


def test_a_direct_answer_without_names_reaches_the_conversation(village, ida, bram):
    noor = village.person("noor")
    first = village.post(ida, "You two: @bram @noor", to=DIRECT)
    answer = village.post(bram, "Yes", reply_to=first)

    assert [reads(who, answer) for who in (ida, bram, noor)] == [True, True, True]


@pytest.mark.parametrize("wider", [PUBLIC, FOLLOWERS])
def test_an_answer_is_refused_rather_than_widened(village, ida, bram, refused, wider):
    first = village.post(ida, to=NETWORK)

    with refused("wider_than_parent"):
        village.post(bram, reply_to=first, to=wider)


def test_a_circle_does_not_certainly_lie_within_the_network(village, ida, bram, refused):
    board = village.circle("board", keeper=bram)
    first = village.post(ida, to=NETWORK)

    with refused("wider_than_parent"):
        village.post(bram, reply_to=first, to=board.audience)


def test_a_direct_answer_names_only_readers_of_its_parent(village, ida, bram, refused):
    village.person("otto", member=False)
    first = village.post(ida, to=NETWORK)

    with refused("outside_audience", "@otto"):
        village.post(bram, "Look, @otto", reply_to=first, to=DIRECT)


def test_what_cannot_be_read_cannot_be_answered(village, ida, bram, refused):
    hidden = village.post(ida, to=village.circle("board", keeper=ida).audience)

    with refused("gone"):
        village.post(bram, reply_to=hidden)


def test_a_form_sent_twice_makes_one_post(village, ida):
    first = village.post(ida, once="abc")
    second = village.post(ida, once="abc")

    assert first == second
    assert len(facts_of(PostPublished)) == 1


def test_other_words_or_readers_from_the_same_form_are_another_post(village, ida):
    first = village.post(ida, "One", once="abc")
    others = [village.post(ida, "Two", once="abc"), village.post(ida, "One", to=PUBLIC, once="abc")]

    assert len({first.pk, *(post.pk for post in others)}) == 3


def test_the_draft_that_became_a_post_is_gone(village, ida):
    draft = village.act(actions.save_draft, speaks_as=ida.identity, headline="x" * 900, by=ida)
    village.post(ida, draft=draft)

    assert not Draft.objects.exists()
