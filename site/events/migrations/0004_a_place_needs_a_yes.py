from django.db import migrations, models
from django.db.models import Q
from django.db.models.functions import Now

COUNT_PLACES = """
CREATE OR REPLACE FUNCTION events_count_places() RETURNS trigger LANGUAGE plpgsql AS $$
-- A place is held by whoever comes, has the offer of one, or was asked by e-mail whether they want
-- it. Changing the event's row makes two registrations at once wait for each other, and its
-- constraint refuses the second.
DECLARE
  before integer := 0; after integer := 0; event bigint;
BEGIN
  IF TG_OP <> 'INSERT' THEN
    event := OLD.event_id;
    IF OLD.state IN ({states}) THEN before := 1 + OLD.guests; END IF;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    event := NEW.event_id;
    IF NEW.state IN ({states}) THEN after := 1 + NEW.guests; END IF;
  END IF;
  IF TG_OP = 'UPDATE' AND OLD.event_id <> NEW.event_id THEN
    RAISE EXCEPTION 'a registration stays with its event' USING ERRCODE = 'check_violation';
  END IF;
  IF after <> before THEN
    UPDATE events_event SET places_taken = places_taken + after - before WHERE id = event;
  END IF;
  RETURN NULL;
END $$;
"""
NOW = COUNT_PLACES.format(states="'coming', 'offered', 'held'")
BEFORE = COUNT_PLACES.format(states="'coming', 'offered'")


class Migration(migrations.Migration):
    """Whoever registered before this, or while the old code still runs, has said yes."""

    dependencies = [("events", "0003_programme_of_an_event")]

    operations = [
        migrations.AddField(
            "registration",
            "confirmed_at",
            models.DateTimeField(db_default=Now(), null=True, verbose_name="said yes"),
        ),
        migrations.AddField("registration", "held_until", models.DateTimeField(null=True)),
        migrations.AddField(
            "registration",
            "letters",
            models.PositiveSmallIntegerField(db_default=0, default=0, editable=False),
        ),
        migrations.AlterField(
            "registration",
            "state",
            models.CharField(
                choices=[
                    ("coming", "Has a place"),
                    ("waiting", "On the waiting list"),
                    ("offered", "Has the offer of a place"),
                    ("held", "Has not said yes by e-mail yet"),
                ],
                max_length=10,
                verbose_name="state",
            ),
        ),
        migrations.AddConstraint(
            "registration",
            models.CheckConstraint(
                condition=Q(state="held", held_until__isnull=False)
                | (~Q(state="held") & Q(held_until=None)),
                name="registration_hold_has_an_end",
            ),
        ),
        migrations.AddConstraint(
            "registration",
            models.CheckConstraint(
                condition=~Q(state__in=["coming", "offered"]) | Q(confirmed_at__isnull=False),
                name="registration_place_needs_a_yes",
            ),
        ),
        migrations.RunSQL(NOW, BEFORE),
    ]
