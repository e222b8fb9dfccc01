"""The verbs of people and organisations, one noun a file."""

from greenroom.people.actions.acceptances import accept_invitation, accept_invitation_as
from greenroom.people.actions.careers import add_career_entry, remove_career_entry
from greenroom.people.actions.clearances import grant_clearance, revoke_clearance
from greenroom.people.actions.factors import add_app, add_passkey, codes_to_show, remove_factor, renew_codes
from greenroom.people.actions.identities import add_identity
from greenroom.people.actions.interests import declare_client, declare_household, declare_rival, withdraw_interest
from greenroom.people.actions.invitations import invite, withdraw_invitation
from greenroom.people.actions.memberships import KEEP, change_role, end_membership, join_organisation, update_membership
from greenroom.people.actions.network import (
    change_network_role,
    count_past_years,
    first_run_code,
    join_network,
    leave_network,
    name_network,
    open_network,
)
from greenroom.people.actions.organisations import (
    Color,
    add_organisation,
    add_unit,
    remove_unit,
    rename_unit,
    update_organisation,
)
from greenroom.people.actions.passwords import ask_password_reset, change_password, end_sessions, reset_password
from greenroom.people.actions.persons import add_people, add_person, update_appearance, update_profile
from greenroom.people.actions.pictures import Face, change_face, remove_face
from greenroom.people.actions.staffing import claim_waiting, correct_waiting, take_in
from greenroom.people.actions.suspensions import reinstate_person, suspend_person

__all__ = [
    "KEEP",
    "Color",
    "Face",
    "accept_invitation",
    "accept_invitation_as",
    "add_app",
    "add_career_entry",
    "add_identity",
    "add_organisation",
    "add_passkey",
    "add_people",
    "add_person",
    "add_unit",
    "ask_password_reset",
    "change_face",
    "change_network_role",
    "change_password",
    "change_role",
    "claim_waiting",
    "codes_to_show",
    "correct_waiting",
    "count_past_years",
    "declare_client",
    "declare_household",
    "declare_rival",
    "end_membership",
    "end_sessions",
    "first_run_code",
    "grant_clearance",
    "invite",
    "join_network",
    "join_organisation",
    "leave_network",
    "name_network",
    "open_network",
    "reinstate_person",
    "remove_career_entry",
    "remove_face",
    "remove_factor",
    "remove_unit",
    "rename_unit",
    "renew_codes",
    "reset_password",
    "revoke_clearance",
    "suspend_person",
    "take_in",
    "update_appearance",
    "update_membership",
    "update_organisation",
    "update_profile",
    "withdraw_interest",
    "withdraw_invitation",
]
