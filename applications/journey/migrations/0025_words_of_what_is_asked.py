from django.db import migrations

ASKED = r"""
CREATE OR REPLACE FUNCTION journey_index_words(changed bigint[]) RETURNS void LANGUAGE sql AS $$
    INSERT INTO journey_searchtext (application_id, title, vector, marks)
    SELECT
        application.id,
        journey_folded(application.title),
        to_tsvector('simple', journey_folded(
            concat_ws(' ', application.title, person.display_name, said.words)
        )),
        coalesce(said.marks, '{}')
    FROM journey_application application
    JOIN accounts_person person ON person.id = application.applicant_id
    JOIN calls_questionset questions ON questions.id = application.question_set_id
    CROSS JOIN LATERAL (
        SELECT array_agg(key #>> '{}') AS keys FROM (
            SELECT jsonb_path_query(questions.body, '$[*].value.questions[*].key')
            UNION ALL SELECT jsonb_path_query(questions.body, '$[*].value.questions[*].value.key')
        ) found (key)
    ) asked
    LEFT JOIN LATERAL (
        SELECT
            string_agg(each.words, ' ') AS words,
            array_agg(DISTINCT md5(
                regexp_replace(journey_folded(each.words), '\s+', ' ', 'g')
            )::uuid) FILTER (WHERE length(each.words) >= 80) AS marks
        FROM journey_answer answer
        CROSS JOIN LATERAL (
            SELECT string #>> '{}' AS words
            FROM jsonb_path_query(answer.value, 'strict $.** ? (@.type() == "string")') string
        ) each
        WHERE answer.application_id = application.id AND answer.key = ANY(asked.keys)
    ) said ON true
    WHERE application.id = ANY(changed) AND application.state <> 'draft'
    ON CONFLICT (application_id) DO UPDATE
    SET title = excluded.title, vector = excluded.vector, marks = excluded.marks;
$$;
"""
"""As before, but without answers to questions that the application's version does not ask.

Wagtail writes the items of a list with or without a wrapper, so a key is looked for in both places.
"""

BEFORE = r"""
CREATE OR REPLACE FUNCTION journey_index_words(changed bigint[]) RETURNS void LANGUAGE sql AS $$
    INSERT INTO journey_searchtext (application_id, title, vector, marks)
    SELECT
        application.id,
        journey_folded(application.title),
        to_tsvector('simple', journey_folded(
            concat_ws(' ', application.title, person.display_name, said.words)
        )),
        coalesce(said.marks, '{}')
    FROM journey_application application
    JOIN accounts_person person ON person.id = application.applicant_id
    LEFT JOIN LATERAL (
        SELECT
            string_agg(each.words, ' ') AS words,
            array_agg(DISTINCT md5(
                regexp_replace(journey_folded(each.words), '\s+', ' ', 'g')
            )::uuid) FILTER (WHERE length(each.words) >= 80) AS marks
        FROM journey_answer answer
        CROSS JOIN LATERAL (
            SELECT string #>> '{}' AS words
            FROM jsonb_path_query(answer.value, 'strict $.** ? (@.type() == "string")') string
        ) each
        WHERE answer.application_id = application.id
    ) said ON true
    WHERE application.id = ANY(changed) AND application.state <> 'draft'
    ON CONFLICT (application_id) DO UPDATE
    SET title = excluded.title, vector = excluded.vector, marks = excluded.marks;
$$;
"""

INDEX_AGAIN = """
DELETE FROM journey_searchtext words
USING journey_application application, calls_questionset questions
WHERE application.id = words.application_id
    AND questions.id = application.question_set_id
    AND questions.version > 1
    AND EXISTS (
        SELECT 1 FROM journey_answer answer
        WHERE answer.application_id = application.id
        AND NOT jsonb_path_exists(
            questions.body,
            '$[*].value.questions[*] ? (@.key == $key || @.value.key == $key)',
            jsonb_build_object('key', answer.key)
        )
    );
"""
"""The worker indexes what has no words within the hour (`tasks.index_forgotten`)."""


class Migration(migrations.Migration):
    """Officers find applications by what is asked, not by answers that nobody is shown."""

    dependencies = [
        ("journey", "0024_letters_wait_in_receipts"),
        ("calls", "0011_drafts_must_take_over"),
    ]
    operations = [
        migrations.RunSQL(ASKED, BEFORE),
        migrations.RunSQL(INDEX_AGAIN, migrations.RunSQL.noop),
    ]
