"""What may be sent, and how often (trust, section 13): the one list, which docs/hosting/limits.md publishes.

Each line has the words of the table, the value as it is published, and where the code holds it.
"""

MB, MIB = 1_000_000, 2**20

# Those of section 13 for which there is a room.
CORE = [
    ("Words of one form", "1 MB", "greenroom.config.bridge.BODY_LIMIT", 1_100_000),
    ("Fields of one form", "1,000", "greenroom.config.settings.DATA_UPLOAD_MAX_NUMBER_FIELDS", 1_000),
    ("Files of one form together", "16 MB", "greenroom.web.uploads.TOGETHER", 16 * MB),
    ("One file", "16 MB", "greenroom.kit.pictures.limits.UPLOAD_BYTES", 16 * MB),
    ("One archive that somebody brings along", "200 MB", "greenroom.web.uploads.ARCHIVE", 200 * MB),
    ("Uploads of one person", "30 in 30 minutes", "greenroom.people.uploads.MOST", 30),
    ("Uploads of one person", "30 in 30 minutes", "greenroom.people.uploads.WITHIN.total_seconds", 30 * 60),
    ("Deleted posts of one person", "30 in 30 minutes", "greenroom.social.actions.deleting.MOST", 30),
    (
        "Deleted posts of one person",
        "30 in 30 minutes",
        "greenroom.social.actions.deleting.WITHIN.total_seconds",
        30 * 60,
    ),
    (
        "Failed sign-ins",
        "10 a minute and address, 5 in 5 minutes and account",
        "greenroom.config.settings.ACCOUNT_RATE_LIMITS.login_failed",
        "10/m/ip,5/5m/key",
    ),
    ("Reply of another server", "1 MiB, 30 seconds, 5 redirects", "greenroom.kit.http.client.BYTES", MIB),
    ("Reply of another server", "1 MiB, 30 seconds, 5 redirects", "greenroom.kit.http.client.SECONDS", 30),
    ("Reply of another server", "1 MiB, 30 seconds, 5 redirects", "greenroom.kit.http.client.HOPS", 5),
    ("Requests to others for one cause", "20", "greenroom.kit.http.causes.MOST_FETCHES", 20),
    ("Reader of pictures", "256 MiB, 10 seconds", "greenroom.kit.pictures.limits.MEMORY", 256 * MIB),
    ("Reader of pictures", "256 MiB, 10 seconds", "greenroom.kit.pictures.limits.CPU_SECONDS", 10),
    (
        "Files of an archive",
        "100,000, 20 GiB unpacked, 200 times what it was",
        "greenroom.imports.archives.MOST_FILES",
        100_000,
    ),
    (
        "Files of an archive",
        "100,000, 20 GiB unpacked, 200 times what it was",
        "greenroom.imports.archives.MOST_BYTES",
        20 * 2**30,
    ),
    (
        "Files of an archive",
        "100,000, 20 GiB unpacked, 200 times what it was",
        "greenroom.imports.archives.HIGHEST_RATIO",
        200,
    ),
    ("One item of an archive", "4,000,000 characters", "greenroom.imports.elements.LONGEST", 4_000_000),
    ("Rows cleared away in one go", "1,000", "greenroom.kit.housekeeping.AT_ONCE", 1_000),
    ("Backups kept by night", "30 days", "greenroom.kit.keeping.nightly.KEPT.days", 30),
    ("A part of a backup unpacks to", "100 times its size, 64 MiB", "greenroom.kit.keeping.taking.MOST_TIGHT", 100),
    (
        "A part of a backup unpacks to",
        "100 times its size, 64 MiB",
        "greenroom.kit.keeping.checking.LONGEST_PART",
        64 * MIB,
    ),
]
# What follows from them for each kind of words and things.
WORDS = [
    ("Headline", "140 characters", "greenroom.kit.text.limits.HEADLINE_GRAPHEMES", 140),
    ("Headline and note together", "50,000 characters", "greenroom.social.actions.wording.LONGEST", 50_000),
    ("Tags of a post", "100", "greenroom.social.actions.wording.MOST_TAGS", 100),
    ("Mentions in a post", "100", "greenroom.social.actions.wording.MOST_MENTIONS", 100),
    ("Cover of a post", "140 characters", "greenroom.social.actions.wording.LONGEST_WARNING", 140),
    ("Pictures of a post", "4", "greenroom.social.actions.attaching.MOST", 4),
    (
        "Description of a picture",
        "1,500 characters",
        "greenroom.social.actions.attaching.LONGEST_DESCRIPTION",
        1_500,
    ),
    ("Choices of a poll", "2 to 6", "greenroom.social.actions.polls.FEWEST", 2),
    ("Choices of a poll", "2 to 6", "greenroom.social.actions.polls.MOST", 6),
    ("One choice", "100 characters", "greenroom.social.actions.polls.LONGEST", 100),
    ("Drafts of one person", "200", "greenroom.social.actions.drafts.MOST", 200),
    ("Words typed into the search", "500 characters", "greenroom.social.search.query.LONGEST", 500),
    ("About oneself", "5,000 characters", "greenroom.people.actions.identities.SUMMARY_LIMIT", 5_000),
    ("Name of the network", "80 characters", "greenroom.people.actions.network.LONGEST_NAME", 80),
    ("Name", "120 characters", "greenroom.people.actions.identities.NAME_LIMIT", 120),
    ("Note about somebody", "2,000 characters", "greenroom.social.actions.noting.LONGEST_NOTE", 2_000),
    ("Words of a report", "2,000 characters", "greenroom.social.actions.reports.LONGEST_COMMENT", 2_000),
    ("Posts in a report", "20", "greenroom.social.actions.reports.MOST_POSTS", 20),
    ("Lists of one person", "100", "greenroom.social.actions.lists.MOST_LISTS", 100),
    ("People on a list", "500", "greenroom.social.actions.lists.MOST_MEMBERS", 500),
    ("Filters of one person", "100, with 200 words", "greenroom.social.actions.filters.MOST_FILTERS", 100),
    ("Filters of one person", "100, with 200 words", "greenroom.social.actions.filters.MOST_WORDS", 200),
    ("Tags that one person follows", "200", "greenroom.social.actions.tagging.MOST_FOLLOWED", 200),
    ("Archives that one person asks for", "4 a day, kept 7 days", "greenroom.exports.actions.archiving.MOST", 4),
    (
        "Archives that one person asks for",
        "4 a day, kept 7 days",
        "greenroom.exports.actions.archiving.KEPT.total_seconds",
        7 * 86_400,
    ),
    ("Devices that get pushes", "20 of one person", "greenroom.social.actions.pushing.MOST", 20),
    ("Declared interests of one person or organisation", "200", "greenroom.people.actions.interests.MOST", 200),
    ("People file", "10 MB, 50,000 lines", "greenroom.directory.table.MOST_BYTES", 10 * MB),
    ("People file", "10 MB, 50,000 lines", "greenroom.directory.table.MOST_LINES", 50_000),
    ("Cell of a people file", "10,000 characters", "greenroom.directory.table.LONGEST_CELL", 10_000),
    ("People who leave by one file unasked", "20 percent", "greenroom.directory.models.arrangement.MOST_LEAVING", 20),
    ("Attributes of a membership", "20, each 200 characters", "greenroom.directory.said.MOST_ATTRIBUTES", 20),
    ("Attributes of a membership", "20, each 200 characters", "greenroom.directory.said.LONGEST_VALUE", 200),
    ("SCIM requests of one token", "3,000 in 5 minutes", "greenroom.directory.api.door.MOST_CALLS", 3_000),
    ("SCIM requests of one token", "3,000 in 5 minutes", "greenroom.directory.api.door.WITHIN.total_seconds", 5 * 60),
    ("One SCIM request", "1 MB, 32 levels, 200 operations", "greenroom.directory.api.door.MOST_BYTES", MB),
    ("One SCIM request", "1 MB, 32 levels, 200 operations", "greenroom.directory.api.door.MOST_DEPTH", 32),
    ("One SCIM request", "1 MB, 32 levels, 200 operations", "greenroom.directory.api.patching.MOST_OPERATIONS", 200),
    ("SCIM results on one page", "200", "greenroom.directory.api.replies.MOST_RESULTS", 200),
    ("SCIM tokens of one organisation", "10", "greenroom.directory.actions.tokens.MOST", 10),
    ("Open streams", "8 of one person, 2,000 in all", "greenroom.web.stream.PER_PERSON", 8),
    ("Open streams", "8 of one person, 2,000 in all", "greenroom.web.stream.IN_ALL", 2_000),
]
LIMITS = CORE + WORDS

# Those of section 13 that wait, and for what.
WAITING = {
    "API calls per token: 300 per 5 min": "no app signs in for anybody",
    "API calls per person: 1,500 per 5 min": "no app signs in for anybody",
    "Calls per address, signed out: 300 per 5 min": "no app signs in for anybody",
    "App registrations per address: 5 per 10 min": "no app signs in for anybody",
    "Webhook clock window: 5 min": "nothing comes in from other servers",
    "Inbound JSON, inbox document: 1 MB, depth 32": "nothing comes in from other servers",
    "Feeds and articles: 10 MiB": "none are read",
    "Migration batch: 1,000 rows": "each says it in its own file, with 500",
    "Text function at its limit: 10 x": "kit/tests/test_text_cost.py measures it",
    "p99 at any limit: 250 ms": "a figure of the bench, not of the suite",
}
