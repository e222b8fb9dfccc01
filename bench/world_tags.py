"""Tags of the large world: on posts, and followed by everybody."""

import random
from itertools import accumulate

TAGS, FOLLOWED = 300, 5


def write(insert) -> None:
    """Every eighth post carries one or two of 300 tags, a few of them often; every member follows five."""
    from greenroom.people.models import Person
    from greenroom.social.models import Post

    chance = random.Random(13)
    often = list(accumulate(1 / (rank + 3) for rank in range(TAGS)))
    keys = range(1, TAGS + 1)
    insert("social_tag", "id folded name", ((key, f"tag{key}", f"Tag{key}") for key in keys))
    chosen = (
        (post, tag)
        for post in list(Post.objects.order_by("pk").values_list("pk", flat=True))
        if chance.random() < 0.125
        for tag in set(chance.choices(keys, cum_weights=often, k=2 if chance.random() < 0.3 else 1))
    )
    insert("social_posttag", "post_id tag_id", chosen)
    people = list(Person.objects.order_by("pk").values_list("pk", "identity__created_at"))
    follows = ((person, tag, f"tag{tag}", began) for person, began in people for tag in chance.sample(keys, FOLLOWED))
    insert("social_tagfollow", "identity_id tag_id name created_at", follows)
