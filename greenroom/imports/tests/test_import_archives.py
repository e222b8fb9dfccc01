"""Archives of other networks, as people carry them here."""

import json
from datetime import UTC, datetime

import pytest

from greenroom.imports import keeping
from greenroom.imports.tests.conftest import whys
from greenroom.imports.tests.made import ME, actor, announce, create, outbox, picture, tarred, tweet, tweets, zipped
from greenroom.kit.models import Errand
from greenroom.people.models import Person
from greenroom.social.models import Audience, Boost, Mention, Notice, OutsideBoost, Post


def counts(result: dict) -> dict:
    return {name: result[name] for name in ("posts", "boosts", "replies", "media", "media_with_alt", "outside_links")}


def test_a_mastodon_archive_as_somebody_brings_it(bring, shared):
    expected = json.loads(shared("archive-mastodon/expected-outbox.json").read_text())

    errands = Errand.objects.count()
    result = bring.on("mastodon", shared("archive-mastodon/outbox.json").parent, "--as", "ida")

    assert counts(result) == {
        "posts": expected["creates"],
        "boosts": expected["boosts"],
        "replies": expected["self_replies"],
        "media": expected["attachments"],
        "media_with_alt": expected["attachments_with_alt_text"],
        "outside_links": expected["boosts"] - 1,  # one is of a post of their own
    }
    assert (result["files"], result["people"], len(result["refused"])) == (0, 0, expected["attachments"])
    assert all("was left out, the post is kept: The file is not in the archive." in why for why in whys(result))
    rows = Post.objects.filter(author__handle="ida")
    assert rows.filter(audience=Audience.PUBLIC).count() == expected["public"]
    assert rows.filter(audience=Audience.QUIET_PUBLIC).count() == expected["unlisted"]
    assert rows.filter(reply_to__isnull=False).count() == expected["self_replies"]
    assert rows.order_by("id").first().published_at.isoformat() == "2022-11-11T17:33:26+00:00"
    assert rows.filter(language="fr").count() == 1
    assert (Notice.objects.count(), Mention.objects.count(), Errand.objects.count()) == (0, 0, errands)
    assert Boost.objects.get().post.author.handle == "ida"
    link = OutsideBoost.objects.order_by("id").first()
    assert (link.address, link.whose) == (
        "https://fosstodon.org/users/eleventy/statuses/109344172472601193",
        "@eleventy@fosstodon.org",
    )


def test_an_archive_of_x_as_the_operator_brings_it(bring, shared):
    expected = json.loads(shared("archive-x/expected.json").read_text())

    result = bring.on("x", shared("archive-x/expected.json").parent)

    assert (result["posts"], result["boosts"], result["people"]) == (51, expected["retweets"], 1)
    assert (result["replies"], result["media"]) == (7, expected["with_media"] - 2)  # two belong to what was passed on
    author = Person.objects.get(identity__handle="smithjd")
    assert (author.is_claimed, author.email) == (False, None)
    assert set(Post.objects.values_list("audience", flat=True)) == {Audience.NETWORK}
    assert not Post.objects.filter(headline__contains="&amp;").exists()
    assert not Post.objects.filter(headline__contains="https://t.co/").filter(headline__contains="pic.twitter").exists()
    assert Post.objects.get(headline__startswith="Awesome simultaneous").headline == (
        "Awesome simultaneous conversation with presenters from Africa #rstudioconf2022"
    )


def said(*activities: dict, **files: bytes) -> dict[str, bytes]:
    return {"actor.json": actor(), "outbox.json": outbox(*activities)} | files


@pytest.fixture
def carry(bring, tmp_path):
    """`carry(create(1, "…"), …)` gives what `import mastodon --as ida` says of an archive of these."""

    def run(*activities: dict, files: dict[str, bytes] | None = None, who: str = "ida", form=zipped) -> dict:
        path = form(tmp_path / "archive", said(*activities) | (files or {}))
        return bring.on("mastodon", path, "--as", who)

    return run


@pytest.mark.parametrize("form", [zipped, tarred])
def test_an_archive_in_either_form_keeps_dates_audiences_and_pictures(carry, form):
    beside = f"{ME}/followers"
    attached = {"type": "Document", "url": "/media_attachments/files/1/ferry.png", "name": "A ferry"}
    result = carry(
        create(1, "<p>For all</p>", contentMap={"de": "<p>For all</p>"}, attachment=[attached]),
        create(2, "<p>Quietly</p>", to=[beside], cc=["as:Public"]),
        create(3, "<p>For followers</p>", to=[beside]),
        create(4, "<p>For one alone</p>", to=["https://elsewhere.example/users/bram"]),
        files={"media_attachments/files/1/ferry.png": picture()},
        form=form,
    )

    assert (result["code"], result["posts"], result["files"], result["refused"]) == (0, 3, 1, [])
    rows = {post.headline: post for post in Post.objects.all()}
    assert {headline: post.audience_id for headline, post in rows.items()} == {
        "For all": Audience.PUBLIC,
        "Quietly": Audience.QUIET_PUBLIC,
        "For followers": Audience.FOLLOWERS,
    }
    shown = rows["For all"]
    assert (shown.language, shown.published_at) == ("de", datetime(2023, 5, 2, 8, tzinfo=UTC))
    assert [one["description"] for one in shown.extras["media"]] == ["A ferry"]


def test_words_of_elsewhere_become_plain_ones(carry):
    mention = '<a href="https://front.example/@marit" class="u-url mention">@<span>marit</span></a>'
    tag = '<a href="https://elsewhere.example/tags/ferries" class="mention hashtag">#<span>ferries</span></a>'
    link = '<a href="https://a.example/a/long/way">https://<span class="ellipsis">a.example/a</span></a>'
    carry(create(1, f"<p>{mention} Late &amp; slow<br>again {tag}</p><p>{link}</p>", summary="Ferries"))

    post = Post.objects.get()
    assert (post.headline, post.note) == (
        "@marit@front.example Late & slow\nagain #ferries",
        "https://a.example/a/long/way",
    )
    assert (post.spoiler_text, post.sensitive) == ("Ferries", True)
    assert not Mention.objects.exists()


def test_a_second_run_adds_nothing_and_brings_nothing_back(carry):
    activities = [
        create(1, "<p>One</p>"),
        create(2, "<p>Two</p>", inReplyTo=f"{ME}/statuses/1"),
        announce(3, "https://front.example/users/mia/statuses/9"),
        announce(4, f"{ME}/statuses/1"),
    ]
    first = carry(*activities)
    Post.objects.filter(headline="One").update(headline="", deleted_at=datetime(2026, 3, 1, tzinfo=UTC))
    second = carry(*activities)

    assert counts(first) | {"media": 0} == {
        "posts": 2, "boosts": 2, "replies": 1, "media": 0, "media_with_alt": 0, "outside_links": 1
    }  # fmt: skip
    assert (sum(counts(second).values()), second["refused"]) == (0, [])
    assert (Post.objects.count(), Boost.objects.count(), OutsideBoost.objects.count()) == (2, 1, 1)
    assert Post.objects.get(headline="").deleted_at


@pytest.mark.parametrize("moment", ["before", "inside", "behind"])
def test_stopped_anywhere_a_rerun_completes_and_nothing_stands_twice(carry, monkeypatch, moment):
    monkeypatch.setattr(keeping, "BATCH", 2)
    activities = [create(number, f"<p>Post {number}</p>", at=f"2023-05-01T08:00:{number:02}Z") for number in range(9)]
    real, killed = keeping.Keeper.keep, []

    def keep(self, batch, **kwargs):
        def dying(tally):
            if moment == "inside" and len(killed) < 6:
                killed.append(1)
                raise KeyboardInterrupt

        if moment == "before" and len(killed) < 6:
            killed.append(1)
            raise KeyboardInterrupt
        done = real(self, batch, **kwargs | {"afterwards": dying})
        if moment == "behind" and done.counts["posts"]:
            killed.append(1)
            raise KeyboardInterrupt
        return done

    monkeypatch.setattr(keeping.Keeper, "keep", keep)
    codes = [carry(*activities)["code"] for _run in range(8)]

    assert (codes[0], codes[-1]) == (130, 0)
    assert [post.headline for post in Post.objects.order_by("id")] == [f"Post {number}" for number in range(9)]


def test_somebody_elses_archive_takes_no_place_of_the_writers_own(carry, here):
    carry(create(1, "<p>Mine</p>"), who="ida")
    result = carry(create(1, "<p>Mine</p>"), who="marit")

    assert result["posts"] == 1
    assert sorted(Post.objects.values_list("author__handle", flat=True)) == ["ida", "marit"]


def test_posts_of_several_people_are_refused_as_a_whole(carry):
    stranger = "https://elsewhere.example/users/bram"
    result = carry(create(1, "<p>Mine</p>"), create(2, "<p>His</p>", by=stranger))

    assert (result["code"], whys(result)) == (
        2,
        [f"archive: The archive holds posts of somebody else: “{stranger}”. Nothing was imported."],
    )
    assert not Post.objects.exists()


def test_a_host_brings_several_people_who_become_known_by_name(carry, here):
    stranger = "https://elsewhere.example/users/bram"
    result = carry(create(1, "<p>Mine</p>"), create(2, "<p>His</p>", by=stranger), who="marit")

    assert (result["posts"], result["people"]) == (2, 1)
    assert not Person.objects.get(identity__handle="bram").is_claimed
    taken = carry(create(3, "<p>Mine</p>"), create(4, "<p>Hers</p>", by=f"{ME[:-3]}ida"), who="marit")
    assert (taken["code"], taken["posts"]) == (0, 2)  # both are the archive's own account
    other = carry(create(5, "<p>A</p>"), create(6, "<p>B</p>", by="https://front.example/users/ida"), who="marit")
    assert (other["code"], Post.objects.filter(headline__in="AB").exists()) == (2, False)
    assert "@ida is somebody here. Say with --as HANDLE whose posts these are." in whys(other)[0]


def test_an_edited_tweet_stands_once_as_it_was_at_last_and_its_answers_find_it(bring, tmp_path):
    first, last, answer = 1582825767519809536, 1582825767519809999, 1582826000000000000
    chain = {"edit_info": {"initial": {"editTweetIds": [str(first), str(last)]}}}
    urls = {"urls": [{"url": "https://t.co/a", "expanded_url": "https://a.example/b"}]}
    later = {"in_reply_to_status_id_str": str(first), "created_at": "Wed Oct 19 20:08:20 +0000 2022"}
    said = tweets(
        tweet(answer, "Still", **later),
        tweet(last, "Right &amp; late https://t.co/a", **chain, entities=urls),
        tweet(first, "Wrong", **chain),
        tweet(5, "RT @mia: Words", created_at="Thu Nov 04 01:42:55 +0000 2010"),
    )
    letters = b"window.YTD.direct_messages.part0 = [not even JSON"
    path = zipped(tmp_path / "x.zip", {"data/tweets.js": said, "data/direct-messages.js": letters})

    result = bring.on("x", path, "--as", "ida", "--audience", "public")

    assert (result["posts"], result["replies"], result["boosts"], result["refused"]) == (2, 1, 1, [])
    post = Post.objects.get(reply_to=None)
    assert (post.headline, post.audience_id) == ("Right & late https://a.example/b", Audience.PUBLIC)
    assert OutsideBoost.objects.get().address == "https://x.com/i/web/status/5"
