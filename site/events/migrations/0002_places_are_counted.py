from django.db import migrations

COUNT_PLACES = """
CREATE FUNCTION events_count_places() RETURNS trigger LANGUAGE plpgsql AS $$
-- A place is held by whoever comes, and by whoever has the offer of one. Changing the event's row
-- makes two registrations at once wait for each other, and its constraint refuses the second.
DECLARE
  before integer := 0; after integer := 0; event bigint;
BEGIN
  IF TG_OP <> 'INSERT' THEN
    event := OLD.event_id;
    IF OLD.state IN ('coming', 'offered') THEN before := 1 + OLD.guests; END IF;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    event := NEW.event_id;
    IF NEW.state IN ('coming', 'offered') THEN after := 1 + NEW.guests; END IF;
  END IF;
  IF TG_OP = 'UPDATE' AND OLD.event_id <> NEW.event_id THEN
    RAISE EXCEPTION 'a registration stays with its event' USING ERRCODE = 'check_violation';
  END IF;
  IF after <> before THEN
    UPDATE events_event SET places_taken = places_taken + after - before WHERE id = event;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER events_count_places AFTER INSERT OR UPDATE OR DELETE ON events_registration
FOR EACH ROW EXECUTE FUNCTION events_count_places();
"""
COUNT_NO_MORE = """
DROP TRIGGER events_count_places ON events_registration;
DROP FUNCTION events_count_places();
"""


class Migration(migrations.Migration):
    dependencies = [("events", "0001_initial")]

    operations = [migrations.RunSQL(COUNT_PLACES, COUNT_NO_MORE)]
