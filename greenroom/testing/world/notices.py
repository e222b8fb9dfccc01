"""Who of the demo world wants which notices by which way, and at which hour their daily mail comes."""

from greenroom.social import actions
from greenroom.testing.world.stage import Stage

HOURS = {"ida": 7, "bram": 18, "celeste": 8, "ottilie": 6, "marit": 8, "minh_anh": 20}
CHOSEN = {
    "ida": {("boost", "mail"): False, ("favourite", "mail"): False, ("follow", "push"): True},
    "bram": {("status", "mail"): False},
    "celeste": {("favourite", "push"): True, ("follow", "mail"): False},
}


def choose(stage: Stage) -> None:
    """Their choices."""
    for handle, hour in HOURS.items():
        person = stage.people[handle]
        actions.choose_notices(
            person=person, wanted=CHOSEN.get(handle, {}), mail_hour=hour, by=person, now=stage.anchor
        )
