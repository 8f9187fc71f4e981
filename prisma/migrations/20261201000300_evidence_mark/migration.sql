-- A number alone does not say which evidence it numbers: two databases count from one, and a copy counts on from where it was
-- made. The mark is drawn anew with each change, so that what was made from the evidence can be shared by it (decision 222).
ALTER TABLE "evidence_version" ADD COLUMN "mark" UUID NOT NULL DEFAULT gen_random_uuid();

CREATE OR REPLACE FUNCTION raise_evidence_version() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE evidence_version SET version = version + 1, mark = gen_random_uuid(), changed_at = clock_timestamp(), changed_in = txid_current()
  WHERE changed_in <> txid_current();
  RETURN NULL;
END $$;
