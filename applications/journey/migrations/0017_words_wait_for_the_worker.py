from django.db import migrations

TRIGGER = """
CREATE TRIGGER words_of_sent AFTER UPDATE OF state ON journey_application
    FOR EACH ROW WHEN (OLD.state = 'draft' AND NEW.state <> 'draft')
    EXECUTE FUNCTION journey_words_of_one();
"""


class Migration(migrations.Migration):
    """Who sends in the last minute does not wait until their words are indexed."""

    dependencies = [("journey", "0016_translations_of_answers")]
    operations = [migrations.RunSQL("DROP TRIGGER words_of_sent ON journey_application;", TRIGGER)]
