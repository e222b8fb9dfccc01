"""Thousands of such words, made of the few: wrapped, cut, folded and encoded; and a network that is full of them."""

import json
import random

from tests.journeys.hostile import PAYLOADS, Scene, session_of

NUMBER, SEED = 5_000, 20
IN_ONE_NOTE = 3_800  # characters; a note holds more
WRAPPINGS = [
    "{}", "**{}**", "*{}*", "~~{}~~", "> {}", "- {}", "1. {}", "# {}", "    {}", "`{}`", "``{}",
    "[{}](https://a.example)", "[x]({})", "![{}](x)", "[x](https://a.example '{}')", "[x]: {}\n[x]", "<{}>",
    "<b {}>", '<b title="{}">', "<!-- {}", "<!--{}-->x", "<![CDATA[{}]]>", "<?{}?>", "<p>{}</p>",
    "<table><td>{}", "<select><option>{}", "<template>{}</template>", "<svg><foreignObject>{}", "<svg><desc>{}",
    "<math><annotation-xml encoding='text/html'>{}", "<noscript>{}</noscript>", "<style>{}</style>",
    "<title>{}</title>", "<textarea>{}", "<xmp>{}", "<plaintext>{}", "@ida{}", "#tag{}", "https://a.example/{}",
    "mailto:{}", "&{};", "\\{}", "| a |\n|---|\n| {} |", "{}\n===", "{}\n---", "\u200b{}\u200d",
]  # fmt: skip
FOLDINGS = [
    lambda words, _chance: words,
    lambda words, _chance: words.upper().replace("RAN", "ran"),
    lambda words, chance: "".join(chance.choice((one, one, f"&#{ord(one)};", f"&#x{ord(one):x};")) for one in words),
    lambda words, _chance: words.replace("<", "&lt;").replace(">", "&gt;"),
    lambda words, _chance: words.replace("<", "%3C").replace(">", "%3E"),
    lambda words, _chance: words.replace(" ", "/"),
    lambda words, _chance: words.replace(" ", "\t"),
    lambda words, _chance: words.replace("=", " = "),
    lambda words, _chance: words.replace("<", "<\u0000"),
    lambda words, _chance: words.replace("<", "\uff1c").replace(">", "\uff1e"),
    lambda words, chance: words[: chance.randint(1, len(words))],
    lambda words, chance: words[chance.randint(0, len(words) - 1) :],
    lambda words, _chance: words * 2,
]


def many(number=NUMBER, seed=SEED):
    """So many different ones, the same for the same seed; each of the few is among them as it is."""
    chance, made = random.Random(seed), dict.fromkeys(PAYLOADS)
    while len(made) < number:
        words = chance.choice(FOLDINGS)(chance.choice(PAYLOADS), chance)
        for _again in range(chance.randint(0, 2)):
            words = chance.choice(WRAPPINGS).replace("{}", words)
        if words.strip() and len(words) < IN_ONE_NOTE:
            made[words] = None
    return list(made)


def notes_of(words):
    """As many notes as hold them all, an empty line between two; none so tangled that it is not read as Markdown."""
    from greenroom.kit.text.markdown import is_tangled

    notes, held = [], ""
    for one in words:
        longer = f"{held}\n\n{one}" if held else one
        if held and (len(longer) > IN_ONE_NOTE or is_tangled(longer)):
            notes.append(held)
            longer = one
        held = longer
    return [*notes, held]


def build():
    """One person who writes them all, as notes, headlines and covers, and people who are called so."""
    from greenroom.kit.refusals import Refusal
    from greenroom.people import actions as people

    scene, words = Scene(), many()
    ida = scene.person("ida", "Ida", "owner")
    lines = iter([one for one in words if "\n" not in one and 0 < len(one) <= 110])
    notes = notes_of(sorted(words, key=lambda one: "```" in one))  # such a one may swallow what follows it
    posts = []
    for number, note in enumerate(notes):
        cover = next(lines) if number % 3 == 0 else ""
        posts.append(scene.says(ida, f"{number} {next(lines)}", note=note, spoiler_text=cover).pk)
    named = 0
    for number in range(300):
        try:
            person = scene.person(f"n{number}", next(lines))
        except Refusal:  # a name of nothing that can be seen
            continue
        people.update_profile(person=person, byline=next(lines), by=person, now=scene.now)
        named += 1
    return {"cookie": session_of(ida), "words": len(words), "posts": posts, "named": named}


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(build()))
