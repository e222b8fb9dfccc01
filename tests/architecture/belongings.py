"""Tables that hold nothing of a person's own, each with the reason; every other one belongs to a kind.

See `greenroom/people/belongings.py`: a new table is registered there by its room, or it is listed here.
"""

NOBODYS = {
    "directory.Arrangement": "an organisation's choices about its directory",
    "exports.Erasure": "that somebody was erased: random and row numbers, and counts",
    "directory.SignOn": "an organisation's provider, with its sealed secret",
    "kit.AuditHead": "the end of the chain: a number and hashes",
    "kit.Clock": "when tasks strike",
    "kit.Errand": "what is to be done, by numbers; gone 7 days after it is done",
    "kit.Fact": "what happened, by numbers and never by names; gone after 30 days",
    "kit.Keeping": "when backups were made and proven; counts alone",
    "kit.Move": "moves of machines, by numbers; none of them is about a person",
    "kit.Option": "what hosts chose for all, with the number of who chose",
    "people.Organisation": "an organisation's; its owners take it along",
    "people.Unit": "an organisation's; its owners take it along",
    "social.Audience": "whom an organisation or a circle reaches; names nobody",
    "social.LinkCard": "what a public page says of itself, shared by all who link to it",
    "social.PushKey": "the key of the installation",
    "social.SearchRebuild": "how far the index is",
    "social.Tag": "a word that belongs to nobody",
    "social.TagWord": "a word that belongs to nobody",
    "auth.Group": "of the framework; unused",
    "auth.Permission": "of the framework; unused",
    "contenttypes.ContentType": "of the framework: names of tables",
}
