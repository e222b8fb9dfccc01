"""Held items: kept instead of a post by a desk; here a desk of paper."""

import pytest

from greenroom.kit.facts import facts_of
from greenroom.kit.models import AuditEntry
from greenroom.social import actions, holding, queries
from greenroom.social.events import PostPublished
from greenroom.social.models import Audience, Draft, Post
from greenroom.social.tests.later import left, out, plan, told, wait_until
from greenroom.social.tests.village import audience, eyes


class PaperDesk:
    """Holds what one author says."""

    def __init__(self, author):
        self.author = author

    def __call__(self, *, author, audience, by):
        return "paper" if author.pk == self.author.pk else None


@pytest.fixture
def desk(village):
    desk = PaperDesk(village.person("ida").identity)
    village.person("bram")
    holding.register(desk)
    yield desk
    holding.unregister(desk)


def says(village, headline="Words", *, to=Audience.PUBLIC, who="ida", **said):
    by = village.people[who]
    fields = {"author": by.identity, "audience": audience(to), "headline": headline, **said}
    return village.act(actions.submit_post, by=by, **fields)


def test_without_a_desk_what_is_submitted_is_published(village):
    village.person("ida")

    assert isinstance(says(village), Post)


def test_what_is_held_is_a_draft_and_no_post(village, desk):
    item = says(village, "Held @bram", note="Note")

    assert isinstance(item, Draft)
    assert (item.state, item.held_by, item.headline) == ("held", "paper", "Held @bram")
    assert not Post.objects.exists()
    assert not facts_of(PostPublished)
    assert queries.held_of(village.people["ida"]) == queries.held_for("paper") == [item]
    assert queries.drafts_of(village.people["ida"]) == queries.held_of(village.people["bram"]) == []


def test_others_are_not_held(village, desk):
    assert isinstance(says(village, who="bram"), Post)


def test_publishing_past_the_desk_is_refused(village, desk, refused):
    with refused("held", "held by the desk"):
        village.post(village.people["ida"], to=Audience.PUBLIC)


def test_what_may_not_be_said_is_refused_before_it_is_held(village, desk, refused):
    with refused("empty"):
        says(village, "")
    assert not Draft.objects.exists()


def test_released_it_is_a_post_of_that_moment_with_a_new_id(village, desk):
    item = says(village)

    post = village.act(actions.release_held, draft=item, by=village.people["bram"])

    assert (post.published_at, post.written_by_id) == (village.now, village.people["ida"].pk)
    assert post.pk != item.pk
    assert not Draft.objects.exists()
    assert [entry.action for entry in AuditEntry.objects.all()] == ["held.released"]


def test_the_same_form_finds_the_held_item_and_then_the_post(village, desk):
    first, again = says(village, once="key"), says(village, once="key")
    assert first == again

    post = village.act(actions.release_held, draft=first, by=village.people["bram"])

    assert says(village, once="key") == post
    assert out() == ["Words"]


def test_at_release_everything_is_checked_again(village, desk, refused):
    ida, bram = village.people["ida"], village.people["bram"]
    circle = village.circle("board", keeper=bram, members=(ida,))
    item = says(village, to=circle)
    village.act(actions.remove_from_circle, circle=circle, person=ida, by=bram)

    with refused("unknown_audience"):
        village.act(actions.release_held, draft=item, by=bram)
    assert left() == [("held", "")]


def test_given_back_it_is_with_its_author_who_is_told(village, desk):
    item = says(village)

    village.act(actions.return_held, draft=item, by=village.people["bram"])
    wait_until(village.tick())

    assert left() == [("failed", "The desk gave this back; it was not published.")]
    assert told() == ["ida"]
    assert AuditEntry.objects.get().action == "held.returned"


def test_the_desk_may_say_something_when_it_gives_words_back(village, desk):
    village.act(actions.return_held, draft=says(village), reason=" Ask Runa first. ", by=village.people["bram"])

    assert left() == [("failed", "Ask Runa first.")]


def test_typing_does_not_change_a_held_item(village, desk):
    item = says(village)

    copy = village.act(
        actions.save_draft, speaks_as=item.speaks_as, headline="Other", draft=item, by=village.people["ida"]
    )

    assert copy.pk != item.pk
    assert Draft.objects.get(pk=item.pk).headline == "Words"


def test_its_author_takes_it_back_and_then_the_desk_finds_nothing(village, desk, refused):
    item = says(village)
    village.act(actions.take_back, draft=item, by=village.people["ida"])

    for verb in (actions.release_held, actions.return_held):
        with refused("gone_out"):
            village.act(verb, draft=item, by=village.people["bram"])
    assert left() == [("draft", "")]


def test_a_scheduled_item_is_held_at_its_moment(village, desk):
    item = plan(village, village.people["ida"])

    wait_until(item.due_at)

    assert (out(), left(), told()) == ([], [("held", "")], [])
    assert Draft.objects.get().held_by == "paper"


def test_a_held_item_is_in_nobodys_timeline(village, desk):
    from greenroom.social import timelines

    says(village)

    assert timelines.profile(eyes(village.people["ida"]), village.people["ida"].identity).entries == []
    assert timelines.local(eyes(village.people["bram"])).entries == []


def test_a_check_is_registered_once(desk):
    with pytest.raises(ValueError, match="already"):
        holding.register(desk)
