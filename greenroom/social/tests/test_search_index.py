"""What stands in the index: the words of living posts as they are now, and nothing else."""

from django.db import connection, transaction

from greenroom.people.models import NetworkMembership
from greenroom.social import actions
from greenroom.social.actions import Attachment
from greenroom.social.models import Audience, Media, Post, SearchEntry, SearchRebuild
from greenroom.social.search import indexing
from greenroom.social.search.backends import backend
from greenroom.social.search.terms import Terms
from greenroom.social.search.words import stem_tokens


def found(word: str = "", **terms) -> list[int]:
    """Ids of the posts whose entries hold a word, past every question of who may read them."""
    wanted = Terms(any_of=(tuple(stem_tokens(word)),), **terms) if word else Terms(**terms)
    source = backend().source(wanted)
    where = " AND ".join(source.conditions or ["1 = 1"])
    with connection.cursor() as cursor:
        cursor.execute(f"{source.before} SELECT p.id FROM {source.rows} WHERE {where}", source.parameters)
        return sorted(key for (key,) in cursor.fetchall())


def test_words_are_found_by_their_stem_in_the_language_of_the_post(village):
    ida = village.person("ida")
    english = village.post(ida, "We are closing two sites", language="en")
    german = village.post(ida, "Häuser am Hafen", language="de")
    polish = village.post(ida, "Łódź", language="pl")

    assert found("closed") == [english.pk]
    assert found("haus") == [german.pk]
    assert found("lodz") == [polish.pk]
    assert found("am") == [german.pk]
    assert found("close") == [english.pk]


def test_quoted_words_are_found_as_they_stand_and_phrases_never_reach_across(village):
    ida = village.person("ida")
    post = village.post(ida, "The first hour", note="of an incident is *quiet*.", language="en")

    assert found(all_of=("hour",)) == [post.pk]
    assert found(all_of=("hours",)) == []
    assert found(phrases=(("an", "incident", "is", "quiet"),)) == [post.pk]
    assert found(phrases=(("hour", "of"),)) == []
    assert found(all_of=("_en",)) == [post.pk]


def test_a_phrase_far_down_in_a_long_note_is_found(village):
    ida = village.person("ida")
    post = village.post(ida, "Lang", note=f"{'ein ' * 12_000} goldener Hahn", language="de")

    assert found(phrases=(("goldener", "hahn"),)) == [post.pk]
    assert found(phrases=(("hahn", "goldener"),)) == []


def test_a5_edited_and_deleted_words_leave_the_index(village):
    ida = village.person("ida")
    post = village.post(ida, "Kanariwort one", language="en")

    village.act(actions.edit_post, post=post, headline="Two", language="en", by=ida)
    assert found("kanariwort") == []
    assert found("two") == [post.pk]

    village.act(actions.delete_post, post=post, by=ida)
    assert found("two") == []
    assert not SearchEntry.objects.exists()


def test_drafts_are_not_in_the_index(village):
    ida = village.person("ida")
    village.act(actions.save_draft, speaks_as=ida.identity, headline="Secret plan", by=ida)

    assert found("secret") == []


def test_imported_posts_are_found(village):
    ida = village.person("ida")
    everybody = Audience.objects.get(pk=Audience.PUBLIC)
    at = village.tick()
    village.act(
        actions.import_post, author=ida.identity, audience=everybody, headline="Old words", language="en",
        published_at=at, source_key="x:1", by=None,
    )  # fmt: skip

    assert len(found("words")) == 1


def test_descriptions_of_pictures_are_found_and_refused_pictures_are_not(village):
    ida = village.person("ida")
    post = village.post(ida, "Harbour", language="en")
    for number, state in enumerate(("ready", "refused")):
        Media.objects.create(
            person=ida, post=post, file_key=state, state=state, created_at=village.now, description=f"gull {state}",
            position=number,
        )  # fmt: skip
    indexing.put_in([post])

    assert found("gulls") == [post.pk]
    assert found(all_of=("ready",)) == [post.pk]
    assert found(all_of=("refused",)) == []
    assert found(phrases=(("harbour", "gull"),)) == []


def test_a5_descriptions_come_and_go_with_the_post(village):
    ida = village.person("ida")
    picture = village.picture(ida)
    shown = Attachment(id=picture.pk, description="Eine Möwe am Kai")
    post = village.post(ida, "Hafen", language="de", media=[shown])
    assert found("möwen") == [post.pk]

    again = Attachment(id=picture.pk, description="Zwei Kräne")
    village.act(actions.edit_post, post=post, headline="Hafen", language="de", media=[again], by=ida)
    assert found("möwe") == []
    assert found("kran") == [post.pk]

    village.act(actions.edit_post, post=post, headline="Hafen", language="de", media=[], by=ida)
    assert found("kran") == []
    assert found("hafen") == [post.pk]


def test_a5_what_hosts_take_down_leaves_the_index(village):
    ida, host = village.person("ida"), village.person("hester")
    NetworkMembership.objects.filter(person=host).update(role="owner")
    post = village.post(ida, "Kanariwort", to=Audience.PUBLIC)

    village.act(actions.take_down_post, post=post, reason="Names a client.", by=host)

    assert found("kanariwort") == []


def test_the_index_is_written_in_the_transaction_of_the_act(village):
    """Whatever ends an act before its commit leaves the index as it was."""
    ida = village.person("ida")
    post = village.post(ida, "Words as they were", language="en")
    acts = [
        lambda: village.post(ida, "Kanariwort"),
        lambda: village.act(actions.edit_post, post=post, headline="Kanariwort", by=ida),
        lambda: village.act(actions.delete_post, post=post, by=ida),
    ]

    for act in acts:
        with transaction.atomic():
            act()
            transaction.set_rollback(True)
        assert found("kanariwort") == []
        assert found("words") == [post.pk]


def test_a_rebuild_goes_on_where_it_was_stopped_and_finds_the_newest_first(village):
    ida = village.person("ida")
    posts = [village.post(ida, f"Word number {number}", language="en") for number in range(7)]
    gone = village.post(ida, "Word gone", language="en")
    village.act(actions.delete_post, post=gone, by=ida)

    indexing.begin_anew(now=village.now)
    assert found("word") == []
    assert indexing.go_on(batch=3) == 3
    assert found("word") == [post.pk for post in posts[4:]]
    assert indexing.missing_below() == posts[4].pk
    indexing.begin_anew(now=village.now)  # called again, it goes on
    late = village.post(ida, "Word said meanwhile", language="en")
    while indexing.go_on(batch=3):
        pass

    assert found("word") == [post.pk for post in [*posts, late]]
    assert indexing.missing_below() is None
    assert not SearchRebuild.objects.exists()


def test_entries_and_index_agree(village):
    """SQLite compares its index with the words that it was given."""
    ida = village.person("ida")
    for number in range(5):
        post = village.post(ida, f"Number {number} with words", note="And *more* of them.", language="en")
        if number % 2:
            village.act(actions.edit_post, post=post, headline="Edited", note="", language="en", by=ida)
    assert {entry.post_id for entry in SearchEntry.objects.all()} == set(Post.objects.values_list("pk", flat=True))
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO social_searchindex (social_searchindex, rank) VALUES ('integrity-check', 1)")
