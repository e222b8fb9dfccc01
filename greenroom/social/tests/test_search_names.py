"""Finding people, organisations and tags: by the beginning of any word, as far as one may know of them."""

from greenroom.people import actions as people
from greenroom.people.models import Identity, Organisation
from greenroom.social import actions, search
from greenroom.social.models import Audience
from greenroom.social.tests.village import eyes


def named(village, *names: tuple[str, str]):
    return [
        people.add_person(handle=handle, display_name=name, now=village.tick(), claimed=True) for handle, name in names
    ]


def handles(who, typed: str, find=search.find_people) -> list[str]:
    found = find(eyes(who), search.parse(typed))
    assert found.total == len(found.identities)
    return [identity.handle for identity in found.identities]


def test_people_are_found_by_the_beginning_of_each_word(village):
    ida, _piet, _ane = named(
        village, ("ida", "Ida Rosmere"), ("piet", "Piet van der Łódź"), ("ane_marit", "Ane-Märit Ørsted")
    )

    assert handles(ida, "ros id") == ["ida"]
    assert handles(ida, "LODZ") == ["piet"]
    assert handles(ida, "orst") == handles(ida, "@ane_m") == handles(None, "märit") == ["ane_marit"]
    assert handles(ida, '"marit"') == ["ane_marit"]
    assert handles(ida, '"mari"') == []
    assert handles(ida, "ros piet") == []
    assert handles(ida, "%") == handles(ida, "") == handles(ida, "from:ida rosmere") == []


def test_a_changed_name_is_found_and_the_old_one_is_not(village):
    (ida,) = named(village, ("ida", "Ida Rosmere"))
    people.update_profile(person=ida, display_name="Ida Winter", by=ida, now=village.tick())

    assert handles(ida, "winter") == ["ida"]
    assert handles(ida, "rosmere") == []


def test_a7_who_blocks_or_is_suspended_is_not_found(village):
    ida, otto, gone = named(village, ("ida", "Ida"), ("otto", "Otto Kanari"), ("gone", "Gone Kanari"))
    village.block(otto, ida)
    Identity.objects.filter(pk=gone.pk).update(suspended_at=village.now)

    assert handles(ida, "kanari") == []
    assert handles(otto, "ida") == []  # a block is the same from both sides
    assert handles(None, "kanari") == ["otto"]


def test_the_muted_are_found(village):
    ida, otto = named(village, ("ida", "Ida"), ("otto", "Otto"))
    village.act(actions.mute, identity=ida.identity, target=otto.identity, by=ida)

    assert handles(ida, "otto") == ["otto"]


def test_a7_circles_are_found_by_nobody(village):
    (ida,) = named(village, ("ida", "Ida"))
    village.circle("kanaricircle", keeper=ida)

    for find in (search.find_people, search.find_organisations):
        assert handles(ida, "kanari", find) == handles(None, "kanari", find) == []


def test_organisations_that_stand(village):
    (ida,) = named(village, ("ida", "Ida"))
    skerrow = people.add_organisation(handle="skerrow", display_name="Skerrow Ferries", owner=ida, now=village.tick())

    assert handles(None, "ferr", search.find_organisations) == ["skerrow"]
    assert handles(None, "ferr") == ["ida"]  # whose byline says where she works
    Organisation.objects.filter(pk=skerrow.pk).update(closed_at=village.now)
    assert handles(None, "ferr", search.find_organisations) == []


def test_names_are_leafed_through(village):
    (ida, *_others) = named(village, ("ida", "Ida"), *((f"word{number}", "Wort Gleich") for number in range(6)))
    found, after = [], None
    while True:
        page = search.find_people(eyes(ida), search.parse("wort"), after=after, limit=2)
        assert page.total == 6
        found += [identity.handle for identity in page.identities]
        after = page.last
        if not page.has_more:
            break

    assert found == [f"word{number}" for number in range(6)]


def tags(who, typed: str) -> dict[str, int]:
    return {tag.name: tag.posts for tag in search.find_tags(eyes(who), search.parse(typed))}


def test_tags_are_found_by_each_word_with_the_posts_that_one_may_read(village):
    ida = village.person("ida")
    village.post(ida, "One #WorksCouncil", to=Audience.PUBLIC)
    village.post(ida, "Two #workscouncil and #works_council", to=Audience.NETWORK)

    assert tags(ida, "council") == {"WorksCouncil": 2, "works_council": 1}
    assert tags(None, "council") == {"WorksCouncil": 1}
    assert tags(ida, "works coun") == tags(ida, "#works") == {"WorksCouncil": 2, "works_council": 1}
    assert tags(ida, "ouncil") == tags(ida, "from:ida council") == {}


def test_a_tag_that_was_followed_before_anybody_used_it_is_found(village):
    ida = village.person("ida")
    village.act(actions.follow_tag, identity=ida.identity, name="WorksCouncil", by=ida)
    village.post(ida, "Meeting #workscouncil", to=Audience.PUBLIC)

    assert [tag.folded for tag in search.find_tags(eyes(ida), search.parse("council"))] == ["workscouncil"]


def test_a7_a_tag_is_hidden_where_its_posts_are(village):
    ida, bram = village.person("ida"), village.person("bram")
    board = village.circle("board", keeper=ida)
    secret = village.post(ida, "Soon #KanariProject", to=board)
    village.post(ida, "Quiet #KanariProject", to=Audience.QUIET_PUBLIC)

    assert tags(ida, "kanari") == {"KanariProject": 2}
    assert tags(bram, "kanari") == tags(None, "kanari") == {}
    village.act(actions.delete_post, post=secret, by=ida)
    assert tags(ida, "kanari") == {"KanariProject": 1}
