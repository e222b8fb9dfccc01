"""The cast of the tests stands where its description says."""

from greenroom.people import queries
from greenroom.social import actions
from greenroom.social.models import Post
from greenroom.social.queries import audience_by_key
from greenroom.social.visibility import viewer_of
from greenroom.testing.cast import sign_in


def test_the_board_is_read_by_those_whom_it_lists(cast):
    board = audience_by_key(cast.ida, speaks_as=cast.ida.identity, key="circle:board")
    actions.publish_post(author=cast.ida.identity, audience=board, headline="Tomorrow.", by=cast.ida, now=cast.now)

    readers = [
        person.handle
        for person in (cast.ida, cast.bram, cast.piet, cast.noor, cast.runa, cast.host, cast.celeste, cast.outsider)
        if Post.objects.visible_to(viewer_of(person.identity)).exists()
    ]
    assert readers == ["ida", "bram", "piet"]


def test_roles(cast):
    assert queries.is_host(cast.host)
    assert not queries.is_network_member(cast.outsider)
    assert cast.skerrow.identity in queries.identities_of(cast.ida)


def test_anybody_of_the_cast_signs_in(cast, client):
    sign_in(client, cast.noor)

    assert client.get("/").status_code == 200
