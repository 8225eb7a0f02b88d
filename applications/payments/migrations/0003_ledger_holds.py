from django.db import migrations

APPEND_ONLY = """
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION audit_append_only();
"""
BALANCE = """
CREATE FUNCTION payments_transaction_balances() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    movement bigint;
    entries integer;
    total numeric;
    currencies integer;
BEGIN
    movement := CASE TG_TABLE_NAME
        WHEN 'payments_ledgertransaction' THEN NEW.id
        ELSE (to_jsonb(NEW) ->> 'transaction_id')::bigint
    END;
    SELECT count(*), coalesce(sum(entry.amount_minor), 0), count(DISTINCT account.currency)
        INTO entries, total, currencies
        FROM payments_ledgerentry entry
        JOIN payments_ledgeraccount account ON account.id = entry.account_id
        WHERE entry.transaction_id = movement;
    IF entries < 2 OR total <> 0 OR currencies <> 1 THEN
        RAISE EXCEPTION 'ledger transaction % does not balance: % entries, sum %',
            movement, entries, total USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER balances AFTER INSERT ON payments_ledgerentry
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION payments_transaction_balances();
CREATE CONSTRAINT TRIGGER balances AFTER INSERT ON payments_ledgertransaction
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION payments_transaction_balances();
"""
TOTALS = """
CREATE FUNCTION payments_keep_totals() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    account payments_ledgeraccount%ROWTYPE;
BEGIN
    SELECT * INTO account FROM payments_ledgeraccount WHERE id = NEW.account_id;
    IF account.kind = 'budget' THEN
        UPDATE programmes_programme SET awarded_minor = awarded_minor - NEW.amount_minor
            WHERE id = account.programme_id;
    ELSIF account.kind IN ('in_transit', 'paid') THEN
        UPDATE awards_award SET paid_minor = paid_minor + NEW.amount_minor
            WHERE id = (
                SELECT award_id FROM payments_ledgertransaction WHERE id = NEW.transaction_id
            );
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER keep_totals AFTER INSERT ON payments_ledgerentry
    FOR EACH ROW EXECUTE FUNCTION payments_keep_totals();
"""
DISBURSEMENT = """
CREATE FUNCTION payments_keep_disbursement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NOT EXISTS (
            SELECT 1 FROM awards_tranche tranche
            JOIN awards_agreement agreement ON agreement.award_id = tranche.award_id
            JOIN awards_award award ON award.id = tranche.award_id
            WHERE tranche.id = NEW.tranche_id
                AND tranche.amount_minor = NEW.amount_minor
                AND award.currency = NEW.currency
                AND agreement.signed_at IS NOT NULL
        ) THEN
            RAISE EXCEPTION 'a payment needs a signed agreement and its tranche''s amount'
                USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF (NEW.tranche_id, NEW.amount_minor, NEW.currency, NEW.public_id) IS DISTINCT FROM
       (OLD.tranche_id, OLD.amount_minor, OLD.currency, OLD.public_id)
    THEN
        RAISE EXCEPTION 'a payment keeps its tranche and amount'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (
        ('due', 'approved'), ('due', 'stopped'),
        ('approved', 'released'), ('approved', 'stopped'),
        ('released', 'sent'), ('released', 'failed'),
        ('sent', 'arrived'), ('sent', 'failed'),
        ('arrived', 'failed'),
        ('failed', 'released'), ('failed', 'arrived'), ('failed', 'stopped')
    ) THEN
        RAISE EXCEPTION 'a payment cannot go from % to %', OLD.state, NEW.state
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep_disbursement BEFORE INSERT OR UPDATE ON payments_disbursement
    FOR EACH ROW EXECUTE FUNCTION payments_keep_disbursement();
"""


def undo(trigger: str, function: str, *tables: str) -> str:
    drops = "".join(f"DROP TRIGGER {trigger} ON {table};" for table in tables)
    return f"{drops} DROP FUNCTION {function}();"


class Migration(migrations.Migration):
    """Append-only, balanced at commit, totals kept, payments on their road: held here."""

    dependencies = [
        ("payments", "0002_attempts_and_reconciliation"),
        ("awards", "0003_frozen_texts_and_amounts"),
        ("audit", "0002_append_only"),
    ]
    operations = [
        *[
            migrations.RunSQL(
                APPEND_ONLY.format(table=table), f"DROP TRIGGER append_only ON {table};"
            )
            for table in ("payments_ledgertransaction", "payments_ledgerentry")
        ],
        migrations.RunSQL(
            BALANCE,
            undo(
                "balances",
                "payments_transaction_balances",
                "payments_ledgerentry",
                "payments_ledgertransaction",
            ),
        ),
        migrations.RunSQL(
            TOTALS, undo("keep_totals", "payments_keep_totals", "payments_ledgerentry")
        ),
        migrations.RunSQL(
            DISBURSEMENT,
            undo("keep_disbursement", "payments_keep_disbursement", "payments_disbursement"),
        ),
    ]
