import { beforeAll, expect, test } from 'vitest';
import { changeWords } from '@/lib/registry/history/change-words';
import { en } from '@/lib/i18n/messages/en';
import { ru } from '@/lib/i18n/messages/ru';
import { changedParts, type ChangedPart } from '@/lib/registry/history/changed-parts';
import { APPRAISAL_DOMAINS, APPRAISAL_JUDGEMENTS, APPRAISAL_TOOLS, CERTAINTY_DOMAINS } from '@/lib/registry/vocabulary';
import { readEvidence } from './read';
import { toRows } from './rows';

const WORDS = { en: changeWords(en, 'en'), ru: changeWords(ru, 'ru') };
/** Every part of every row of the data set, as one that was just added. */
let parts: (ChangedPart & { table: string })[] = [];

beforeAll(async () => {
  const rows = toRows((await readEvidence('seed')).dataset);
  parts = Object.entries(rows).flatMap(([table, list]) =>
    list.flatMap((row) =>
      [...changedParts({}, row), ...Object.keys(row).flatMap((column) => changedParts({}, { [column]: 'x' }))].map(
        (part) => ({ ...part, table }),
      ),
    ),
  );
});

test('every part of the evidence has a name in both languages', () => {
  const nameless = parts.filter((part) => WORDS.en.name(part) === null || WORDS.ru.name(part) === null);
  const whole = new Set(['details', 'content', 'csl', 'doi', 'pmid', 'year']);
  expect(
    [...new Set(nameless.map(({ table, name }) => `${table} ${name}`))].filter(
      (one) => !whole.has(one.split(' ')[1] ?? ''),
    ),
  ).toEqual([]);
});

test('what stands for a word of the vocabulary is said in it', () => {
  // Texts, names and identifiers are printed as they are; anything else that reads like a code would be one that nobody put into words.
  const free =
    /^(id|aliases|slug|acronym|study_group|identifier|registry|predecessor_slug|tool|topic|source_ref|source_locator|countries_from-source-ref|countries_from-source-locator|stratum_arm|stratum_also_protocol|estimates|studies|transcription-.*|language|PMCID|page|volume|custom-registryId)$/u;
  const codes = parts.filter(
    ({ name, language, after }) =>
      language === null &&
      !free.test(name) &&
      typeof after === 'string' &&
      after !== 'x' &&
      /^[a-z]+(-[a-z]+)*$/u.test(after),
  );
  const unsaid = codes.filter(({ table, name, after }) => WORDS.ru.value(table, name, after) === after);
  expect([...new Set(unsaid.map(({ table, name, after }) => `${table} ${name} ${String(after)}`))]).toEqual([]);
});

test('numbers, languages and items in words', () => {
  const value = { name: 'estimate', item: null, language: null };
  expect(WORDS.ru.value('estimate', value.name, 46.1)).toBe('46,1');
  expect(WORDS.en.value('estimate', 'stratum_kmt2a', 'r')).toBe('KMT2A-rearranged');
  expect(WORDS.en.value('report', 'cut', null)).toBe('not stated');
  expect(WORDS.ru.value('trial', 'countries', ['NL', 'DE'])).toBe('Нидерланды; Германия');
  expect(WORDS.en.name({ name: 'label', item: null, language: 'ru' })).toBe('The patients, in Russian');
  expect(WORDS.en.name({ name: 'covers-kmt2a', item: '2', language: null })).toBe('KMT2A status of the patients (2)');
  expect(WORDS.en.value('review_protocol', 'covers-kmt2a', 'r')).toBe('KMT2A-rearranged');
  expect(WORDS.en.name({ name: 'at_risk-n', item: '2', language: null })).toBe('Patients at risk (2)');
  expect(WORDS.en.name({ name: 'certainty-domains-imprecision-concern', item: null, language: null })).toMatch(
    /^Imprecision: /u,
  );
});

test('judgements, which the data set has none of yet, have names and words too', () => {
  const reason = { en: 'a', ru: 'б' };
  const judged = APPRAISAL_TOOLS.flatMap((tool) => {
    const [judgement] = APPRAISAL_JUDGEMENTS[tool];
    const domains = Object.fromEntries(APPRAISAL_DOMAINS[tool].map((domain) => [domain, { judgement, reason }]));
    return changedParts(
      {},
      { tool, domains, overall: { judgement, reason, oneCurator: true }, appraised_on: '2026-11-30' },
    );
  });
  const domains = Object.fromEntries(CERTAINTY_DOMAINS.map((domain) => [domain, { concern: 'very-serious', reason }]));
  const certainty = { domains, certainty: 'very-low', reason, on: '2026-11-30', oneCurator: true };
  const graded = changedParts({ content: { certainty: null } }, { content: { certainty } });
  const read = { readers: [{ id: 'a', on: null, copy: null }], differed: ['n'] };
  const alone = [
    ...changedParts({ details: {} }, { details: { oneCurator: true } }),
    ...changedParts({ content: {} }, { content: { oneCurator: true } }),
    ...changedParts({ csl: { custom: {} } }, { csl: { custom: { oneCurator: true } } }),
  ];
  expect(alone).toHaveLength(3);
  const parts = [...judged, ...graded, ...alone, ...changedParts({ transcription: null }, { transcription: read })];
  expect(parts.length).toBeGreaterThan(50);
  expect(parts.filter((part) => WORDS.en.name(part) === null || WORDS.ru.name(part) === null)).toEqual([]);
  const codes = parts.filter(({ name }) => /-(?:judgement|concern|certainty)$/u.test(name));
  expect(codes.length).toBeGreaterThan(20);
  expect(codes.filter(({ name, after }) => WORDS.ru.value('appraisal', name, after) === after)).toEqual([]);
});
