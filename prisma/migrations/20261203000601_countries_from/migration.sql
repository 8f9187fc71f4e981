-- Who names a study's countries, and whether all of them; or why none is named.
ALTER TABLE "trial" ADD COLUMN "countries_from" JSONB;
ALTER TABLE trial ADD CONSTRAINT trial_countries_from CHECK (
  countries_from IS NULL
  OR (countries_from ? 'absent' AND countries = '{}')
  OR (countries_from ? 'source' AND countries_from ? 'named' AND countries <> '{}')
);
