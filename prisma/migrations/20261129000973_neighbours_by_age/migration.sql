-- As before, each age by itself: where the tables have no statistics yet, an array of ages looked dearer than every patient of
-- the site one after the other.
CREATE OR REPLACE FUNCTION renew_doubles_of(wanted uuid[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM patient_double WHERE patient_id = ANY (wanted);
  DELETE FROM patient_double WHERE other_id = ANY (wanted);
  EXECUTE '
    INSERT INTO patient_double (patient_id, other_id, site_id, accepted)
    SELECT pair.a, pair.b, (w.p).site_id, accepted_as_two(w.p, w.kmt2a, n.o, n.kmt2a)
    FROM (
      SELECT p, f.kmt2a FROM unnest($1) AS due(id) JOIN patient p ON p.id = due.id LEFT JOIN diagnosis_features f ON f.patient_id = p.id
      WHERE NOT EXISTS (SELECT FROM patient_bin b WHERE b.patient_id = p.id)
        AND NOT EXISTS (SELECT FROM patient_merge m WHERE m.merged_id = p.id AND m.undone_at IS NULL) OFFSET 0
    ) AS w,
    generate_series(-3, 3) AS apart,
    LATERAL (
      SELECT i.o, g.kmt2a FROM (
        SELECT q AS o FROM patient q WHERE q.site_id = (w.p).site_id AND q.age_days = (w.p).age_days + apart
          AND q.diagnosis_date BETWEEN (w.p).diagnosis_date - 3 AND (w.p).diagnosis_date + 3 AND q.id <> (w.p).id
          AND (q.sex IS NULL OR (w.p).sex IS NULL OR q.sex = (w.p).sex) OFFSET 0
      ) AS i LEFT JOIN diagnosis_features g ON g.patient_id = (i.o).id
      WHERE (g.kmt2a IS NULL OR w.kmt2a IS NULL OR g.kmt2a = w.kmt2a)
        AND NOT EXISTS (SELECT FROM patient_bin b WHERE b.patient_id = (i.o).id)
        AND NOT EXISTS (SELECT FROM patient_merge m WHERE m.merged_id = (i.o).id AND m.undone_at IS NULL) OFFSET 0
    ) AS n,
    LATERAL (VALUES ((w.p).id, (n.o).id), ((n.o).id, (w.p).id)) AS pair(a, b)
    ON CONFLICT (patient_id, other_id) DO NOTHING' USING wanted;
END $$;
