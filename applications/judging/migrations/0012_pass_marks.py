"""A criterion and a whole rubric may have a pass mark, always on the rubric's scale."""

from django.db import migrations, models

ON_THE_SCALE = """
CREATE FUNCTION judging_pass_mark_on_scale() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM judging_rubric b
        WHERE b.id = NEW.rubric_id AND NEW.pass_mark BETWEEN b.scale_min AND b.scale_max
    ) THEN
        PERFORM judging_refuse('the pass mark is off the scale');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER pass_mark_on_scale BEFORE INSERT OR UPDATE ON judging_criterion
    FOR EACH ROW WHEN (NEW.pass_mark IS NOT NULL)
    EXECUTE FUNCTION judging_pass_mark_on_scale();

CREATE FUNCTION judging_scale_holds_pass_marks() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM judging_criterion c
        WHERE c.rubric_id = NEW.id
          AND c.pass_mark NOT BETWEEN NEW.scale_min AND NEW.scale_max
    ) THEN
        PERFORM judging_refuse('a pass mark would be off the scale');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER scale_holds_pass_marks BEFORE UPDATE ON judging_rubric
    FOR EACH ROW WHEN (NEW.scale_min <> OLD.scale_min OR NEW.scale_max <> OLD.scale_max)
    EXECUTE FUNCTION judging_scale_holds_pass_marks();
"""

UNDO = """
DROP TRIGGER scale_holds_pass_marks ON judging_rubric;
DROP TRIGGER pass_mark_on_scale ON judging_criterion;
DROP FUNCTION judging_scale_holds_pass_marks, judging_pass_mark_on_scale;
"""


class Migration(migrations.Migration):
    dependencies = [("judging", "0011_closing_by_the_worker")]
    operations = [
        migrations.AddField(
            model_name="criterion",
            name="pass_mark",
            field=models.SmallIntegerField(blank=True, null=True, verbose_name="pass mark"),
        ),
        migrations.AddField(
            model_name="rubric",
            name="pass_mark",
            field=models.DecimalField(
                blank=True,
                decimal_places=1,
                help_text="For the mean of all points that the round ranks by.",
                max_digits=6,
                null=True,
                verbose_name="pass mark",
            ),
        ),
        migrations.AddConstraint(
            model_name="rubric",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("pass_mark__range", (models.F("scale_min"), models.F("scale_max")))
                ),
                name="rubric_pass_mark_is_on_the_scale",
            ),
        ),
        migrations.RunSQL(ON_THE_SCALE, UNDO),
    ]
