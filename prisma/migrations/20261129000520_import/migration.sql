-- Tables of a centre that are imported: the file while it is looked at, what the site's columns mean, and what each import
-- made and changed, so that it can be undone while nothing has changed since.

-- CreateTable
CREATE TABLE "import_file" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "import_file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_piece" (
    "file_id" UUID NOT NULL,
    "place" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "import_piece_pkey" PRIMARY KEY ("file_id","place")
);

-- CreateTable
CREATE TABLE "import_column" (
    "site_id" UUID NOT NULL,
    "header" TEXT NOT NULL,
    "choice" JSONB NOT NULL,

    CONSTRAINT "import_column_pkey" PRIMARY KEY ("site_id","header")
);

-- CreateTable
CREATE TABLE "patient_import" (
    "id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "file_name" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "added" INTEGER NOT NULL,
    "changed" INTEGER NOT NULL,
    "imported_by" UUID,
    "imported_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "undone_by" UUID,
    "undone_at" TIMESTAMPTZ(3),

    CONSTRAINT "patient_import_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "patient_import_row" (
    "import_id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "before" JSONB,

    CONSTRAINT "patient_import_row_pkey" PRIMARY KEY ("import_id","patient_id")
);

-- CreateIndex
CREATE INDEX "import_file_user_id_idx" ON "import_file"("user_id");

-- CreateIndex
CREATE INDEX "patient_import_site_id_imported_at_idx" ON "patient_import"("site_id", "imported_at");

-- CreateIndex
CREATE INDEX "patient_import_row_patient_id_idx" ON "patient_import_row"("patient_id");

-- AddForeignKey
ALTER TABLE "import_file" ADD CONSTRAINT "import_file_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_piece" ADD CONSTRAINT "import_piece_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "import_file"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_column" ADD CONSTRAINT "import_column_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "site"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "patient_import" ADD CONSTRAINT "patient_import_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "site"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "patient_import_row" ADD CONSTRAINT "patient_import_row_import_id_fkey" FOREIGN KEY ("import_id") REFERENCES "patient_import"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "patient_import_row" ADD CONSTRAINT "patient_import_row_patient_id_site_id_fkey" FOREIGN KEY ("patient_id", "site_id") REFERENCES "patient"("id", "site_id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE import_file ADD CONSTRAINT import_file_name CHECK (char_length(name) BETWEEN 1 AND 200);
ALTER TABLE import_piece
  ADD CONSTRAINT import_piece_place CHECK (place BETWEEN 0 AND 99),
  ADD CONSTRAINT import_piece_bytes CHECK (octet_length(bytes) BETWEEN 1 AND 1048576);
ALTER TABLE import_column
  ADD CONSTRAINT import_column_header CHECK (char_length(header) BETWEEN 1 AND 200),
  ADD CONSTRAINT import_column_choice CHECK (jsonb_typeof(choice) = 'object' AND pg_column_size(choice) <= 16384);
ALTER TABLE patient_import
  ADD CONSTRAINT patient_import_file_name CHECK (char_length(file_name) BETWEEN 1 AND 200),
  ADD CONSTRAINT patient_import_reason CHECK (char_length(reason) BETWEEN 10 AND 500 AND reason ~ '^\S.*\S$'),
  ADD CONSTRAINT patient_import_counts CHECK (added >= 0 AND changed >= 0);

CREATE TRIGGER name_writer BEFORE INSERT ON patient_import FOR EACH ROW EXECUTE FUNCTION name_writer('imported_by');

-- A file is its owner's alone, who enters patients somewhere; the rest belongs to a site.
ALTER TABLE import_file ENABLE ROW LEVEL SECURITY;
ALTER TABLE import_file FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON import_file USING (user_id = (SELECT viewer_id()) AND cardinality((SELECT writable_sites())) > 0)
  WITH CHECK (user_id = (SELECT viewer_id()) AND cardinality((SELECT writable_sites())) > 0);
ALTER TABLE import_piece ENABLE ROW LEVEL SECURITY;
ALTER TABLE import_piece FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON import_piece USING (EXISTS (SELECT FROM import_file f WHERE f.id = file_id))
  WITH CHECK (EXISTS (SELECT FROM import_file f WHERE f.id = file_id));
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['import_column', 'patient_import', 'patient_import_row'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY own ON %I USING (site_id = ANY ((SELECT writable_sites())::uuid[])) WITH CHECK (site_id = ANY ((SELECT writable_sites())::uuid[]))', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['import_file', 'import_piece', 'import_column', 'patient_import', 'patient_import_row'] LOOP
    EXECUTE format('CREATE POLICY backup ON %I FOR SELECT TO CURRENT_USER USING (
      (SELECT is_owner() AND current_setting(''registry.purpose'', true) = ''backup''))', name);
  END LOOP;
END $$;

-- What is stored of a patient, by table.
CREATE FUNCTION patient_rows(wanted uuid) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object(
    'patient', (SELECT to_jsonb(p) FROM patient p WHERE p.id = wanted),
    'diagnosis_features', (SELECT to_jsonb(f) FROM diagnosis_features f WHERE f.patient_id = wanted),
    'response', (SELECT to_jsonb(r) FROM response r WHERE r.patient_id = wanted),
    'mrd_measurement', coalesce((SELECT jsonb_agg(to_jsonb(m)) FROM mrd_measurement m WHERE m.patient_id = wanted), '[]'),
    'treatment', coalesce((SELECT jsonb_agg(to_jsonb(t)) FROM treatment t WHERE t.patient_id = wanted), '[]'),
    'transplant', coalesce((SELECT jsonb_agg(to_jsonb(t)) FROM transplant t WHERE t.patient_id = wanted), '[]'),
    'follow_up', coalesce((SELECT jsonb_agg(to_jsonb(f)) FROM follow_up f WHERE f.patient_id = wanted), '[]'),
    'clinical_event', coalesce((SELECT jsonb_agg(to_jsonb(e)) FROM clinical_event e WHERE e.patient_id = wanted), '[]'))
$$;

-- Makes the row of a table that stands for a patient what it was.
CREATE FUNCTION put_row_back(of_table text, key text, wanted uuid, stored jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  columns text;
BEGIN
  IF stored IS NULL OR stored = 'null' THEN
    EXECUTE format('DELETE FROM %I WHERE %I = $1', of_table, key) USING wanted;
    RETURN;
  END IF;
  SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) INTO columns FROM pg_attribute
    WHERE attrelid = of_table::regclass AND attnum > 0 AND NOT attisdropped;
  EXECUTE format('UPDATE %I SET (%s) = (SELECT %s FROM jsonb_populate_record(NULL::%I, $2)) WHERE %I = $1 AND to_jsonb(%I.*) <> $2',
    of_table, columns, columns, of_table, key, of_table) USING wanted, stored;
END $$;

-- Makes a patient what `stored` says; it is known that nothing has changed it since the import. Records go first and deaths
-- come last, the diagnosis is moved to the side where nothing stands: each row is checked against the others.
CREATE FUNCTION put_patient_back(wanted uuid, stored jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  now_stored CONSTANT jsonb := patient_rows(wanted);
  own CONSTANT jsonb := stored -> 'patient' || jsonb_build_object(
    'version', (now_stored #>> '{patient,version}')::int + 1, 'updated_at', clock_timestamp());
  later CONSTANT boolean := (stored #>> '{patient,diagnosis_date}')::date > (now_stored #>> '{patient,diagnosis_date}')::date;
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['mrd_measurement', 'treatment', 'transplant', 'clinical_event', 'follow_up'] LOOP
    EXECUTE format('DELETE FROM %I t WHERE patient_id = $1 AND NOT $2 @> jsonb_build_array(to_jsonb(t))', name) USING wanted, stored -> name;
  END LOOP;
  IF NOT later THEN PERFORM put_row_back('patient', 'id', wanted, own); END IF;
  PERFORM put_row_back('response', 'patient_id', wanted, stored -> 'response');
  IF later THEN PERFORM put_row_back('patient', 'id', wanted, own); END IF;
  PERFORM put_row_back('diagnosis_features', 'patient_id', wanted, stored -> 'diagnosis_features');
  FOREACH name IN ARRAY ARRAY['mrd_measurement', 'treatment', 'transplant', 'follow_up', 'clinical_event'] LOOP
    EXECUTE format('INSERT INTO %I SELECT b.* FROM jsonb_populate_recordset(NULL::%I, $2) b
      WHERE NOT EXISTS (SELECT FROM %I t WHERE t.id = b.id) ORDER BY to_jsonb(b) ->> ''kind'' = ''death''', name, name, name)
      USING wanted, stored -> name;
  END LOOP;
END $$;

-- Undoes an import of a site of the viewer: patients that it made are gone, others are what they were. NULL: done. A word
-- says why not: not-found, undone, changed (a patient of it was changed since, or something was said about one).
CREATE FUNCTION undo_import(wanted uuid) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  entry patient_import;
  made uuid[];
  one record;
  case_table text;
  said boolean;
BEGIN
  SELECT * INTO entry FROM patient_import WHERE id = wanted AND site_id = ANY (writable_sites()) FOR UPDATE;
  IF NOT FOUND THEN RETURN 'not-found'; END IF;
  IF entry.undone_at IS NOT NULL THEN RETURN 'undone'; END IF;
  PERFORM FROM patient WHERE id IN (SELECT patient_id FROM patient_import_row WHERE import_id = wanted) ORDER BY id FOR UPDATE;
  IF entry.added + entry.changed > (
    SELECT count(*) FROM patient_import_row r JOIN patient p ON p.id = r.patient_id AND p.version = r.version WHERE r.import_id = wanted)
    THEN RETURN 'changed'; END IF;
  made := ARRAY(SELECT patient_id FROM patient_import_row WHERE import_id = wanted AND before IS NULL);
  FOREACH case_table IN ARRAY ARRAY['risk_override', 'state_change', 'field_query_entry', 'finding_exception', 'source_verification', 'patient_signature'] LOOP
    EXECUTE format('SELECT EXISTS (SELECT FROM %I WHERE patient_id = ANY ($1))', case_table) INTO said USING made;
    IF said THEN RETURN 'changed'; END IF;
  END LOOP;
  IF EXISTS (SELECT FROM patient_state WHERE state = 'locked'
      AND patient_id IN (SELECT patient_id FROM patient_import_row WHERE import_id = wanted)) THEN RETURN 'changed'; END IF;
  FOR one IN SELECT patient_id, before FROM patient_import_row WHERE import_id = wanted AND before IS NOT NULL ORDER BY patient_id LOOP
    PERFORM put_patient_back(one.patient_id, one.before);
  END LOOP;
  FOREACH case_table IN ARRAY ARRAY['diagnosis_features', 'response', 'mrd_measurement', 'treatment', 'transplant', 'clinical_event', 'follow_up'] LOOP
    EXECUTE format('DELETE FROM %I WHERE patient_id = ANY ($1)', case_table) USING made;
  END LOOP;
  DELETE FROM patient WHERE id = ANY (made);
  UPDATE patient_import SET undone_by = viewer_id(), undone_at = clock_timestamp() WHERE id = wanted;
  RETURN NULL;
END $$;
