"""A backup knows every table and column: a new kind of value is met here, and not in somebody's night."""

from django.apps import apps

from greenroom.kit.keeping import columns, registry


def test_every_column_has_a_kind_that_both_databases_share():
    assert len(columns.tables()) > 60
    for table in columns.tables():
        assert set(table.columns.values()) <= set(columns.SHAPES), table.name


def test_what_is_left_out_and_what_names_pictures_is_there():
    tables = {table.name: table for table in columns.tables()}
    known = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}

    assert known - set(tables) == {"django_session", "usersessions_usersession"}
    assert registry.LEFT_OUT - known == {"cache", "django_migrations"}
    for table, column in registry.PICTURES:
        assert tables[table].columns[column] == "text"
