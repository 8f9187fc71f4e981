import { readdirSync, readFileSync } from 'node:fs';

// What the files hold, counted without any of the program's own reading: what tests expect wherever something is counted.

const seed = new URL('../', import.meta.url);

function readJson<Content>(file: string): Content {
  return JSON.parse(readFileSync(new URL(file, seed), 'utf8')) as Content;
}

type TrialFile = {
  slug: string;
  group: string;
  kind: string;
  countries: string[];
  countriesFrom: { absent: string } | { named: string } | null;
  estimates: unknown[];
  discrepancies: unknown[];
};
type Topical = { topic: string; topicName: { en: string; ru: string } };
type DiseaseFile = { facts: Topical[]; statements: Topical[]; discrepancies: unknown[] };

const sum = (counts: readonly number[]): number => counts.reduce((whole, count) => whole + count, 0);
const disease = readJson<DiseaseFile>('disease.json');

/** Every trial of the data set as its file has it. */
export const TRIAL_FILES: readonly TrialFile[] = readdirSync(new URL('trials/', seed)).map((file) =>
  readJson(`trials/${file}`),
);

/** How much the data set holds, as the health of the program says it. */
export const EVIDENCE = {
  trials: TRIAL_FILES.length,
  estimates: sum(TRIAL_FILES.map(({ estimates }) => estimates.length)),
  references: readJson<unknown[]>('references.json').length,
};

/** Rows of the other tables of evidence. */
export const STATEMENTS = {
  diseaseFacts: disease.facts.length,
  diseaseStatements: disease.statements.length,
  discrepancies: sum([...TRIAL_FILES, disease].map(({ discrepancies }) => discrepancies.length)),
};

/** What each topic of the disease is called, by its name in addresses. */
export const TOPIC_NAMES: ReadonlyMap<string, Topical['topicName']> = new Map(
  [...disease.facts, ...disease.statements].map(({ topic, topicName }) => [topic, topicName]),
);
