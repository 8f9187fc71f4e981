-- Pseudonyms in the order of their numbers (A-9 before A-10), as the list of patients shows them; ICU comes with
-- PostgreSQL's own builds. Deterministic: two pseudonyms that sort alike are still two.
CREATE COLLATION natural_order (provider = icu, locale = 'en-u-kn-true');
