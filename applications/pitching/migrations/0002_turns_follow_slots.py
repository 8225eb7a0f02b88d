"""Triggers: stages and turns follow the slots, screens count changes, votes come in time."""

from django.db import migrations

TURNS = """
CREATE FUNCTION pitching_seat_team(only_slot bigint) RETURNS void LANGUAGE sql AS $$
    INSERT INTO pitching_presence (slot_id, person_id, during)
    SELECT s.id, s.applicant_id, s.during FROM judging_slot s WHERE s.id = only_slot
    UNION
    SELECT s.id, u.person_id, s.during
    FROM judging_slot s
    JOIN journey_coapplicant c ON c.application_id = s.application_id AND c.ended_at IS NULL
    JOIN accounts_user u ON u.id = c.user_id
    WHERE s.id = only_slot
    ON CONFLICT (slot_id, person_id) DO NOTHING;
$$;

CREATE FUNCTION pitching_turn_follows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO pitching_stage (round_id, room, key, code, counter)
    VALUES (NEW.round_id, NEW.room, gen_random_uuid(),
            substr(replace(gen_random_uuid()::text, '-', ''), 1, 8), 0)
    ON CONFLICT (round_id, room) DO NOTHING;
    INSERT INTO pitching_turn (slot_id, stage_id, moved_at)
    SELECT NEW.id, id, now() FROM pitching_stage
    WHERE round_id = NEW.round_id AND room = NEW.room
    ON CONFLICT (slot_id) DO UPDATE SET stage_id = EXCLUDED.stage_id, moved_at = EXCLUDED.moved_at;
    DELETE FROM pitching_presence WHERE slot_id = NEW.id;
    PERFORM pitching_seat_team(NEW.id);
    RETURN NULL;
END $$;
CREATE TRIGGER turn_follows AFTER INSERT OR UPDATE OF during, room ON judging_slot
    FOR EACH ROW EXECUTE FUNCTION pitching_turn_follows();

CREATE FUNCTION pitching_team_changes() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE the_slot record;
BEGIN
    SELECT id, during INTO the_slot FROM judging_slot WHERE application_id = NEW.application_id;
    IF the_slot.id IS NULL OR NEW.user_id IS NULL THEN RETURN NULL; END IF;
    IF NEW.ended_at IS NOT NULL THEN
        DELETE FROM pitching_presence p USING accounts_user u, judging_slot s
        WHERE u.id = NEW.user_id AND p.person_id = u.person_id AND p.slot_id = the_slot.id
          AND s.id = p.slot_id AND s.applicant_id <> p.person_id;
    ELSIF NOT EXISTS (
        SELECT 1 FROM pitching_presence p JOIN accounts_user u ON u.person_id = p.person_id
        WHERE u.id = NEW.user_id AND p.during && the_slot.during
    ) THEN
        PERFORM pitching_seat_team(the_slot.id);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER team_changes AFTER INSERT OR UPDATE ON journey_coapplicant
    FOR EACH ROW EXECUTE FUNCTION pitching_team_changes();
"""

COUNTERS = """
CREATE FUNCTION pitching_count() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        UPDATE pitching_stage SET counter = counter + 1 WHERE id = OLD.stage_id;
    END IF;
    IF TG_OP = 'INSERT' OR (TG_OP = 'UPDATE' AND NEW.stage_id <> OLD.stage_id) THEN
        UPDATE pitching_stage SET counter = counter + 1 WHERE id = NEW.stage_id;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER counts AFTER INSERT OR UPDATE OR DELETE ON pitching_turn
    FOR EACH ROW EXECUTE FUNCTION pitching_count();
"""

VOTES = """
CREATE FUNCTION pitching_vote_in_time() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE now_is text;
BEGIN
    SELECT state INTO now_is FROM pitching_turn WHERE id = NEW.turn_id FOR SHARE;
    IF now_is NOT IN ('pitching', 'questions') THEN
        RAISE EXCEPTION 'pitching: the vote is closed' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER in_time BEFORE INSERT OR UPDATE ON pitching_ballot
    FOR EACH ROW EXECUTE FUNCTION pitching_vote_in_time();
"""

SCORES = """
CREATE FUNCTION pitching_scores_wait() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM pitching_day d
        JOIN judging_slot s ON s.round_id = d.round_id AND s.application_id = NEW.application_id
        JOIN pitching_turn t ON t.slot_id = s.id
        WHERE d.round_id = NEW.round_id AND d.scores_follow_stage AND t.pitched_at IS NULL
    ) THEN
        RAISE EXCEPTION 'pitching: the pitch has not begun' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER after_the_pitch_began BEFORE INSERT ON judging_scorecard
    FOR EACH ROW EXECUTE FUNCTION pitching_scores_wait();
"""

THOSE_BEFORE = """
INSERT INTO pitching_stage (round_id, room, key, code, counter)
SELECT round_id, room, gen_random_uuid(),
       substr(replace(gen_random_uuid()::text, '-', ''), 1, 8), 0
FROM (SELECT DISTINCT round_id, room FROM judging_slot) rooms;
INSERT INTO pitching_turn (slot_id, stage_id, moved_at)
SELECT s.id, t.id, now() FROM judging_slot s
JOIN pitching_stage t ON t.round_id = s.round_id AND t.room = s.room;
INSERT INTO pitching_presence (slot_id, person_id, during)
SELECT id, applicant_id, during FROM judging_slot;
"""

UNDO = """
DROP TRIGGER after_the_pitch_began ON judging_scorecard;
DROP TRIGGER in_time ON pitching_ballot;
DROP TRIGGER counts ON pitching_turn;
DROP TRIGGER team_changes ON journey_coapplicant;
DROP TRIGGER turn_follows ON judging_slot;
DROP FUNCTION pitching_scores_wait, pitching_vote_in_time, pitching_count, pitching_team_changes,
    pitching_turn_follows, pitching_seat_team;
"""


class Migration(migrations.Migration):
    dependencies = [("pitching", "0001_initial")]
    operations = [migrations.RunSQL(TURNS + COUNTERS + VOTES + SCORES + THOSE_BEFORE, UNDO)]
