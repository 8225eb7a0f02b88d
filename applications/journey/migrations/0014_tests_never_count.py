from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models

FOR_EVER = """
CREATE FUNCTION journey_test_for_ever() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'an application never becomes a test, nor a test an application'
        USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER test_for_ever BEFORE UPDATE OF is_test ON journey_application
    FOR EACH ROW WHEN (OLD.is_test <> NEW.is_test) EXECUTE FUNCTION journey_test_for_ever();

CREATE FUNCTION journey_answers_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM journey_application WHERE id = OLD.application_id AND is_test) THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
DROP TRIGGER append_only ON journey_answerversion;
CREATE TRIGGER append_only BEFORE UPDATE ON journey_answerversion
    FOR EACH ROW EXECUTE FUNCTION audit_append_only();
CREATE TRIGGER never_deleted BEFORE DELETE ON journey_answerversion
    FOR EACH ROW EXECUTE FUNCTION journey_answers_stay();
"""
NOT_FOR_EVER = """
DROP TRIGGER never_deleted ON journey_answerversion;
DROP TRIGGER append_only ON journey_answerversion;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON journey_answerversion
    FOR EACH ROW EXECUTE FUNCTION audit_append_only();
DROP FUNCTION journey_answers_stay;
DROP TRIGGER test_for_ever ON journey_application;
DROP FUNCTION journey_test_for_ever;
"""


class Migration(migrations.Migration):
    """A test is a draft for ever, so nothing counts it; what it wrote may be deleted with it."""

    dependencies = [("journey", "0013_drafts_stay_with_their_questions")]

    operations = [
        migrations.AddField(
            model_name="application",
            name="is_test",
            field=models.BooleanField(db_default=False, default=False, editable=False),
        ),
        AddConstraintNotValid(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_test", False), ("state", "draft"), _connector="OR"),
                name="application_test_stays_a_draft",
            ),
        ),
        migrations.RunSQL(FOR_EVER, NOT_FOR_EVER),
    ]
