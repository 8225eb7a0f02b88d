from django.db import migrations

AGREEMENT = """
CREATE FUNCTION awards_keep_agreement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.signed_at IS NOT NULL THEN
        RAISE EXCEPTION 'a signed agreement stays as it is' USING ERRCODE = 'restrict_violation';
    END IF;
    IF (NEW.award_id, NEW.body, NEW.language, NEW.translation, NEW.translation_language, NEW.sha256)
        IS DISTINCT FROM
       (OLD.award_id, OLD.body, OLD.language, OLD.translation, OLD.translation_language, OLD.sha256)
    THEN
        RAISE EXCEPTION 'the text of an agreement is frozen' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep_agreement BEFORE UPDATE OR DELETE ON awards_agreement
    FOR EACH ROW EXECUTE FUNCTION awards_keep_agreement();
"""
AWARD = """
CREATE FUNCTION awards_keep_award() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.application_id, NEW.programme_id, NEW.amount_minor, NEW.currency) IS DISTINCT FROM
       (OLD.application_id, OLD.programme_id, OLD.amount_minor, OLD.currency)
    THEN
        RAISE EXCEPTION 'an issued award keeps its amount' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep_award BEFORE UPDATE ON awards_award
    FOR EACH ROW EXECUTE FUNCTION awards_keep_award();
"""
TRANCHES = """
CREATE FUNCTION awards_tranches_within_award() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    awarded bigint;
    cut bigint;
BEGIN
    SELECT amount_minor INTO awarded FROM awards_award WHERE id = NEW.award_id FOR UPDATE;
    SELECT sum(amount_minor) INTO cut FROM awards_tranche WHERE award_id = NEW.award_id;
    IF cut > awarded THEN
        RAISE EXCEPTION 'the tranches are more than the award' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER tranches_within_award AFTER INSERT OR UPDATE ON awards_tranche
    FOR EACH ROW EXECUTE FUNCTION awards_tranches_within_award();
"""


def undo(trigger: str, table: str, function: str) -> str:
    return f"DROP TRIGGER {trigger} ON {table}; DROP FUNCTION {function}();"


class Migration(migrations.Migration):
    """Texts, amounts and sums that must hold, whoever writes."""

    dependencies = [("awards", "0002_report_sent_back")]
    operations = [
        migrations.RunSQL(
            AGREEMENT, undo("keep_agreement", "awards_agreement", "awards_keep_agreement")
        ),
        migrations.RunSQL(AWARD, undo("keep_award", "awards_award", "awards_keep_award")),
        migrations.RunSQL(
            TRANCHES,
            undo("tranches_within_award", "awards_tranche", "awards_tranches_within_award"),
        ),
    ]
