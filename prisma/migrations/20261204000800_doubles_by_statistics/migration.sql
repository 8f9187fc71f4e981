-- Of many patients at once the pairs are looked for with statistics of what stands there now: after an import was undone they say
-- that there is nobody, every patient was then held against every other of the site, and 3,000 rows took 74 s instead of 1.6.
CREATE OR REPLACE FUNCTION renew_doubles_of(wanted uuid[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  many CONSTANT integer := 200;
  due uuid[];
BEGIN
  IF cardinality(wanted) > many THEN
    ANALYZE patient;
    ANALYZE diagnosis_features;
    ANALYZE patient_double;
    EXECUTE 'WITH sites AS (
        SELECT site_id FROM patient WHERE id = ANY ($1) UNION SELECT site_id FROM patient_double WHERE patient_id = ANY ($1))
      SELECT array_agg(id) FROM (SELECT p.id FROM patient p WHERE p.site_id IN (SELECT site_id FROM sites)
        UNION SELECT unnest($1) UNION SELECT d.patient_id FROM patient_double d WHERE d.other_id = ANY ($1)) a' INTO due USING wanted;
  ELSE
    EXECUTE 'SELECT array_agg(id) FROM (
        SELECT unnest($1) AS id
        UNION SELECT d.patient_id FROM patient_double d WHERE d.other_id = ANY ($1)
        UNION SELECT x.record_id FROM finding_exception x WHERE x.patient_id = ANY ($1) AND x.rule = ''patient-doubled'' AND x.record_id IS NOT NULL
        UNION SELECT n.id FROM unnest($1) AS due(id), LATERAL (SELECT p FROM patient p WHERE p.id = due.id OFFSET 0) AS w,
          generate_series(-3, 3) AS apart,
          LATERAL (
            SELECT q.id FROM patient q WHERE q.site_id = (w.p).site_id AND q.age_days = (w.p).age_days + apart
              AND q.diagnosis_date BETWEEN (w.p).diagnosis_date - 3 AND (w.p).diagnosis_date + 3 OFFSET 0
          ) AS n
          WHERE (SELECT count(*) FROM patient_double d WHERE d.patient_id = n.id AND NOT d.accepted) < 5) a' INTO due USING wanted;
  END IF;
  EXECUTE 'DELETE FROM patient_double WHERE patient_id = ANY ($1)' USING due;
  EXECUTE '
    INSERT INTO patient_double (patient_id, other_id, site_id, accepted)
    SELECT (w.p).id, n.id, (w.p).site_id, false
    FROM unnest($1) AS due(id),
    LATERAL (
      SELECT p, (SELECT f.kmt2a FROM diagnosis_features f WHERE f.patient_id = p.id) AS kmt2a FROM patient p
      WHERE p.id = due.id AND NOT is_away(p.id) OFFSET 0
    ) AS w,
    LATERAL (
      SELECT (i.o).id FROM generate_series(-3, 3) AS apart,
        LATERAL (
          SELECT q AS o FROM patient q WHERE q.site_id = (w.p).site_id AND q.age_days = (w.p).age_days + apart
            AND q.diagnosis_date BETWEEN (w.p).diagnosis_date - 3 AND (w.p).diagnosis_date + 3 AND q.id <> (w.p).id
            AND (q.sex IS NULL OR (w.p).sex IS NULL OR q.sex = (w.p).sex) OFFSET 0
        ) AS i,
        LATERAL (SELECT (SELECT g.kmt2a FROM diagnosis_features g WHERE g.patient_id = (i.o).id) AS kmt2a OFFSET 0) AS g
      WHERE (g.kmt2a IS NULL OR w.kmt2a IS NULL OR g.kmt2a = w.kmt2a)
        AND NOT is_away((i.o).id) AND NOT accepted_as_two(w.p, w.kmt2a, i.o, g.kmt2a)
      LIMIT 5
    ) AS n' USING due;
  EXECUTE '
    INSERT INTO patient_double (patient_id, other_id, site_id, accepted)
    SELECT DISTINCT pair.a, pair.b, p.site_id, true
    FROM finding_exception x JOIN patient p ON p.id = x.patient_id JOIN patient o ON o.id = x.record_id AND o.site_id = p.site_id
      LEFT JOIN diagnosis_features f ON f.patient_id = p.id LEFT JOIN diagnosis_features g ON g.patient_id = o.id,
      LATERAL (VALUES (p.id, o.id), (o.id, p.id)) AS pair(a, b)
    WHERE x.rule = ''patient-doubled'' AND x.accepted AND (x.patient_id = ANY ($1) OR x.record_id = ANY ($1)) AND pair.a = ANY ($1)
      AND abs(o.age_days - p.age_days) <= 3 AND abs(o.diagnosis_date - p.diagnosis_date) <= 3
      AND (o.sex IS NULL OR p.sex IS NULL OR o.sex = p.sex) AND (g.kmt2a IS NULL OR f.kmt2a IS NULL OR g.kmt2a = f.kmt2a)
      AND NOT is_away(p.id) AND NOT is_away(o.id) AND accepted_as_two(p, f.kmt2a, o, g.kmt2a)
    ON CONFLICT (patient_id, other_id) DO NOTHING' USING due;
  -- Only where it differs: a mark of the list follows every one.
  EXECUTE 'DELETE FROM patient_doubled b WHERE b.patient_id = ANY ($1)
    AND NOT EXISTS (SELECT FROM patient_double d WHERE d.patient_id = b.patient_id AND NOT d.accepted)' USING due;
  EXECUTE 'INSERT INTO patient_doubled (patient_id, site_id)
    SELECT DISTINCT d.patient_id, d.site_id FROM patient_double d WHERE d.patient_id = ANY ($1) AND NOT d.accepted
    ON CONFLICT (patient_id) DO UPDATE SET site_id = EXCLUDED.site_id WHERE patient_doubled.site_id <> EXCLUDED.site_id' USING due;
END $$;
