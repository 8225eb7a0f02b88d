from django.db import migrations

PAIRS = [
    ("draft", "submitted"),
    ("changes_requested", "submitted"),
    ("submitted", "changes_requested"),
    ("submitted", "eligible"),
    ("submitted", "ineligible"),
    ("eligible", "in_training"),
    ("eligible", "ready_to_pitch"),
    ("in_training", "ready_to_pitch"),
    ("ready_to_pitch", "scheduled"),
    ("ready_to_pitch", "judged"),
    ("scheduled", "judged"),
    ("judged", "awarded"),
    ("judged", "reserve"),
    ("judged", "not_funded"),
    ("reserve", "awarded"),
    ("reserve", "not_funded"),
    ("awarded", "agreed"),
    ("awarded", "offer_declined"),
    ("awarded", "offer_lapsed"),
    ("agreed", "active"),
    ("agreed", "ended_early"),
    ("active", "completed"),
    ("active", "ended_early"),
    *(
        (state, "withdrawn")
        for state in (
            "draft",
            "submitted",
            "changes_requested",
            "eligible",
            "in_training",
            "ready_to_pitch",
            "scheduled",
            "judged",
            "reserve",
            "awarded",
        )
    ),
    *(
        ("withdrawn", state)
        for state in (
            "draft",
            "submitted",
            "changes_requested",
            "eligible",
            "in_training",
            "ready_to_pitch",
            "scheduled",
            "judged",
            "reserve",
            "awarded",
        )
    ),
]
"""Every pair of states that a move joins. A test compares the table with the model's moves; a new
move needs a new migration that adds its pair."""

TABLE = """
CREATE TABLE journey_legal_move (
    source varchar(20) NOT NULL,
    target varchar(20) NOT NULL,
    PRIMARY KEY (source, target)
);
"""
FUNCTION = """
CREATE FUNCTION journey_refuse_illegal_move() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM journey_legal_move WHERE source = OLD.state AND target = NEW.state
    ) THEN
        RAISE EXCEPTION 'an application cannot go from % to %', OLD.state, NEW.state
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER legal_move BEFORE UPDATE OF state ON journey_application
    FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state)
    EXECUTE FUNCTION journey_refuse_illegal_move();
"""
APPEND_ONLY = """
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON journey_answerversion
    FOR EACH ROW EXECUTE FUNCTION audit_append_only();
"""


class Migration(migrations.Migration):
    """The database itself refuses a state change that is no move of the road."""

    dependencies = [
        ("journey", "0002_drafts_and_search"),
        ("audit", "0002_append_only"),
    ]
    operations = [
        migrations.RunSQL(TABLE, "DROP TABLE journey_legal_move;"),
        migrations.RunSQL(
            [
                ("INSERT INTO journey_legal_move (source, target) VALUES (%s, %s)", pair)
                for pair in PAIRS
            ],
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL(
            FUNCTION,
            "DROP TRIGGER legal_move ON journey_application;"
            "DROP FUNCTION journey_refuse_illegal_move();",
        ),
        migrations.RunSQL(APPEND_ONLY, "DROP TRIGGER append_only ON journey_answerversion;"),
    ]
