-- What a site writes in place of a value: that it says nothing, why there is none, or that it is a value after all.
ALTER TABLE import_word DROP CONSTRAINT import_word_kind,
  ADD CONSTRAINT import_word_kind CHECK (kind IN ('field', 'value', 'missing'));
