"""Triggers: what must hold about scores, rubrics and seats, whoever writes."""

from django.db import migrations

REFUSE = """
CREATE FUNCTION judging_refuse(why text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'judging: %', why USING ERRCODE = 'restrict_violation';
END $$;
"""

RUBRIC_FREEZES = """
CREATE FUNCTION judging_freeze_rubric() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE judging_rubric SET frozen_at = now()
    WHERE id = (SELECT rubric_id FROM judging_round WHERE id = NEW.round_id) AND frozen_at IS NULL;
    RETURN NULL;
END $$;
CREATE TRIGGER freezes_rubric AFTER INSERT ON judging_scorecard
    FOR EACH ROW EXECUTE FUNCTION judging_freeze_rubric();

CREATE FUNCTION judging_frozen_rubric() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.frozen_at IS NOT NULL THEN
        PERFORM judging_refuse('the rubric is frozen');
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON judging_rubric
    FOR EACH ROW EXECUTE FUNCTION judging_frozen_rubric();

CREATE FUNCTION judging_frozen_criterion() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE ids bigint[];
BEGIN
    IF TG_OP <> 'INSERT' THEN ids := ids || OLD.rubric_id; END IF;
    IF TG_OP <> 'DELETE' THEN ids := ids || NEW.rubric_id; END IF;
    PERFORM 1 FROM judging_rubric WHERE id = ANY (ids) FOR SHARE;
    IF EXISTS (SELECT 1 FROM judging_rubric WHERE id = ANY (ids) AND frozen_at IS NOT NULL) THEN
        PERFORM judging_refuse('the rubric is frozen');
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON judging_criterion
    FOR EACH ROW EXECUTE FUNCTION judging_frozen_criterion();

CREATE FUNCTION judging_round_keeps_rubric() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM judging_scorecard WHERE round_id = OLD.id) THEN
        PERFORM judging_refuse('scoring has begun with this rubric');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keeps_rubric BEFORE UPDATE OF rubric_id ON judging_round
    FOR EACH ROW WHEN (OLD.rubric_id <> NEW.rubric_id)
    EXECUTE FUNCTION judging_round_keeps_rubric();
"""

SCORES_LOCK = """
CREATE FUNCTION judging_open_round(id_of_round bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE locked timestamptz;
BEGIN
    SELECT locked_at INTO locked FROM judging_round WHERE id = id_of_round FOR SHARE;
    IF locked IS NOT NULL THEN PERFORM judging_refuse('the scores are locked'); END IF;
END $$;

CREATE FUNCTION judging_check_scorecard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        PERFORM judging_open_round(OLD.round_id);
        RETURN OLD;
    END IF;
    PERFORM judging_open_round(NEW.round_id);
    IF NOT EXISTS (
        SELECT 1 FROM judging_panelmember m
        WHERE m.round_id = NEW.round_id AND m.user_id = NEW.judge_id
    ) THEN
        PERFORM judging_refuse('only the panel scores');
    END IF;
    IF EXISTS (
        SELECT 1 FROM judging_conflict c JOIN judging_panelmember m ON m.id = c.member_id
        WHERE m.round_id = NEW.round_id AND m.user_id = NEW.judge_id
          AND c.application_id = NEW.application_id
    ) THEN
        PERFORM judging_refuse('this judge has a conflict of interest');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER allowed BEFORE INSERT OR UPDATE OR DELETE ON judging_scorecard
    FOR EACH ROW EXECUTE FUNCTION judging_check_scorecard();

CREATE FUNCTION judging_check_mark() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE card record; line record;
BEGIN
    SELECT s.round_id, s.submitted_at, r.rubric_id INTO card
    FROM judging_scorecard s JOIN judging_round r ON r.id = s.round_id
    WHERE s.id = CASE TG_OP WHEN 'DELETE' THEN OLD.scorecard_id ELSE NEW.scorecard_id END;
    PERFORM judging_open_round(card.round_id);
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    SELECT c.rubric_id, c.allows_not_applicable, b.scale_min, b.scale_max INTO line
    FROM judging_criterion c JOIN judging_rubric b ON b.id = c.rubric_id
    WHERE c.id = NEW.criterion_id;
    IF line.rubric_id <> card.rubric_id THEN
        PERFORM judging_refuse('the criterion is not of this rubric');
    END IF;
    IF NEW.value NOT BETWEEN line.scale_min AND line.scale_max THEN
        PERFORM judging_refuse('the mark is off the scale');
    END IF;
    IF NEW.not_applicable AND NOT line.allows_not_applicable THEN
        PERFORM judging_refuse('this criterion always applies');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER allowed BEFORE INSERT OR UPDATE OR DELETE ON judging_mark
    FOR EACH ROW EXECUTE FUNCTION judging_check_mark();
"""

SEATS_FOLLOW = """
CREATE FUNCTION judging_seat(only_slot bigint, only_member bigint) RETURNS void
LANGUAGE sql AS $$
    INSERT INTO judging_seat (slot_id, judge_id, during)
    SELECT s.id, m.user_id, s.during
    FROM judging_slot s JOIN judging_panelmember m ON m.round_id = s.round_id
    WHERE (only_slot IS NULL OR s.id = only_slot) AND (only_member IS NULL OR m.id = only_member)
      AND NOT EXISTS (
        SELECT 1 FROM judging_conflict c
        WHERE c.member_id = m.id AND c.application_id = s.application_id
      )
    ON CONFLICT (slot_id, judge_id) DO NOTHING;
$$;

CREATE FUNCTION judging_slot_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO judging_entry (round_id, application_id, entered_at)
    VALUES (NEW.round_id, NEW.application_id, clock_timestamp())
    ON CONFLICT (round_id, application_id) DO NOTHING;
    DELETE FROM judging_seat WHERE slot_id = NEW.id;
    PERFORM judging_seat(NEW.id, NULL);
    RETURN NULL;
END $$;
CREATE TRIGGER seats_follow AFTER INSERT OR UPDATE ON judging_slot
    FOR EACH ROW EXECUTE FUNCTION judging_slot_changes();

CREATE FUNCTION judging_member_joins() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM judging_seat(NULL, NEW.id);
    RETURN NULL;
END $$;
CREATE TRIGGER takes_seats AFTER INSERT ON judging_panelmember
    FOR EACH ROW EXECUTE FUNCTION judging_member_joins();

CREATE FUNCTION judging_member_leaves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM judging_seat USING judging_slot
    WHERE judging_seat.slot_id = judging_slot.id AND judging_slot.round_id = OLD.round_id
      AND judging_seat.judge_id = OLD.user_id;
    RETURN NULL;
END $$;
CREATE TRIGGER leaves_seats AFTER DELETE ON judging_panelmember
    FOR EACH ROW EXECUTE FUNCTION judging_member_leaves();

CREATE FUNCTION judging_conflict_appears() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM judging_seat
    USING judging_slot, judging_panelmember
    WHERE judging_seat.slot_id = judging_slot.id
      AND judging_slot.application_id = NEW.application_id
      AND judging_panelmember.id = NEW.member_id
      AND judging_slot.round_id = judging_panelmember.round_id
      AND judging_seat.judge_id = judging_panelmember.user_id;
    RETURN NULL;
END $$;
CREATE TRIGGER leaves_seat AFTER INSERT ON judging_conflict
    FOR EACH ROW EXECUTE FUNCTION judging_conflict_appears();

CREATE FUNCTION judging_conflict_lifted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM judging_seat(NULL, OLD.member_id);
    RETURN NULL;
END $$;
CREATE TRIGGER takes_seat AFTER DELETE ON judging_conflict
    FOR EACH ROW EXECUTE FUNCTION judging_conflict_lifted();
"""

BUILDINGS = """
CREATE FUNCTION judging_slot_knows_its_building() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT coalesce(nullif(venue, ''), public_id::text) INTO NEW.venue
    FROM judging_round WHERE id = NEW.round_id;
    RETURN NEW;
END $$;
CREATE TRIGGER knows_its_building BEFORE INSERT OR UPDATE ON judging_slot
    FOR EACH ROW EXECUTE FUNCTION judging_slot_knows_its_building();

CREATE FUNCTION judging_round_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE judging_slot SET venue = NEW.venue WHERE round_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER slots_move_along AFTER UPDATE OF venue ON judging_round
    FOR EACH ROW WHEN (OLD.venue <> NEW.venue) EXECUTE FUNCTION judging_round_moves();
"""

DECISIONS_STAND = """
CREATE FUNCTION judging_decision_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.outcome = 'reserve' AND NEW.application_id = OLD.application_id
       AND NEW.round_id = OLD.round_id AND NEW.rank = OLD.rank THEN
        RETURN NEW;
    END IF;
    PERFORM judging_refuse('the decision stands');
    RETURN NULL;
END $$;
CREATE TRIGGER stands BEFORE UPDATE ON judging_decision
    FOR EACH ROW EXECUTE FUNCTION judging_decision_stands();
"""

UNDO = """
DROP TRIGGER stands ON judging_decision;
DROP TRIGGER slots_move_along ON judging_round;
DROP TRIGGER knows_its_building ON judging_slot;
DROP TRIGGER takes_seat ON judging_conflict;
DROP TRIGGER leaves_seat ON judging_conflict;
DROP TRIGGER leaves_seats ON judging_panelmember;
DROP TRIGGER takes_seats ON judging_panelmember;
DROP TRIGGER seats_follow ON judging_slot;
DROP TRIGGER allowed ON judging_mark;
DROP TRIGGER allowed ON judging_scorecard;
DROP TRIGGER keeps_rubric ON judging_round;
DROP TRIGGER frozen ON judging_criterion;
DROP TRIGGER frozen ON judging_rubric;
DROP TRIGGER freezes_rubric ON judging_scorecard;
DROP FUNCTION judging_decision_stands, judging_round_moves,
    judging_slot_knows_its_building, judging_conflict_lifted, judging_conflict_appears,
    judging_member_leaves, judging_member_joins, judging_slot_changes, judging_check_mark,
    judging_check_scorecard, judging_round_keeps_rubric, judging_frozen_criterion,
    judging_frozen_rubric, judging_freeze_rubric, judging_seat, judging_open_round, judging_refuse;
"""


class Migration(migrations.Migration):
    dependencies = [("judging", "0002_panels_meet")]
    operations = [
        migrations.RunSQL(
            REFUSE + RUBRIC_FREEZES + SCORES_LOCK + SEATS_FOLLOW + BUILDINGS + DECISIONS_STAND,
            UNDO,
        )
    ]
