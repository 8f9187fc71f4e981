-- A number that rises with every transaction that changes the published evidence, whoever makes it: what is kept ready for
-- readers (pages, the search index) is made anew when it differs.

-- CreateTable
CREATE TABLE "evidence_version" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "version" INTEGER NOT NULL DEFAULT 1,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "changed_in" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "evidence_version_pkey" PRIMARY KEY ("id")
);

ALTER TABLE evidence_version ADD CONSTRAINT evidence_version_one_row CHECK (id = 1);
INSERT INTO evidence_version DEFAULT VALUES;

-- Once a transaction: the first changed row raises the number, the others find it raised.
CREATE FUNCTION raise_evidence_version() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE evidence_version SET version = version + 1, changed_at = clock_timestamp(), changed_in = txid_current() WHERE changed_in <> txid_current();
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION raise_evidence_version() FROM PUBLIC;

DO $$
DECLARE evidence TEXT;
BEGIN
  FOREACH evidence IN ARRAY ARRAY['reference', 'trial', 'registration', 'intervention', 'arm', 'stratum', 'endpoint_definition', 'estimate', 'baseline_fact',
    'discrepancy', 'disease_fact', 'disease_statement', 'reconstructed_curve', 'curve_point', 'number_at_risk']
  LOOP
    EXECUTE format('CREATE TRIGGER evidence_version AFTER INSERT OR UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION raise_evidence_version()', evidence);
    EXECUTE format('CREATE TRIGGER evidence_version_emptied AFTER TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION raise_evidence_version()', evidence);
  END LOOP;
END $$;
