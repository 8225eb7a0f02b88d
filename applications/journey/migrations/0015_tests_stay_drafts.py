from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    """Look at the rows there are, without keeping anybody from writing."""

    dependencies = [("journey", "0014_tests_never_count")]

    operations = [
        ValidateConstraint(model_name="application", name="application_test_stays_a_draft")
    ]
