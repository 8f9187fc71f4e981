-- A figure keeps the names that it had before, so that links to them lead to it.

-- AlterTable
ALTER TABLE "estimate" ADD COLUMN "aliases" TEXT[] DEFAULT ARRAY[]::TEXT[];
ALTER TABLE estimate ADD CONSTRAINT estimate_aliases CHECK (aliases IS NOT NULL);

-- Every name, of now or earlier, leads to one figure. Asked once of a whole statement: rows may exchange names.
CREATE FUNCTION check_estimate_names() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  doubled text;
BEGIN
  SELECT name INTO doubled FROM (SELECT id FROM estimate UNION ALL SELECT unnest(aliases) FROM estimate) AS names (name)
    GROUP BY name HAVING count(*) > 1 LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'estimate: % is the name of two figures', doubled USING ERRCODE = 'unique_violation', CONSTRAINT = 'estimate_names';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER names AFTER INSERT OR UPDATE ON estimate FOR EACH STATEMENT EXECUTE FUNCTION check_estimate_names();
