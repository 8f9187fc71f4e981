import { readdirSync, readFileSync } from 'node:fs';
import { TrialSchema, type Trial } from '../schema';
import { entryOf, figuresOf } from '../trials/facts/outlets';
import { buildCatalogue, type TrialCatalogue } from '../trials/search/search';
import type { TrialTexts } from '../trials/search/trials';
import type { TrialEntry } from '../trials/summary';

const folder = new URL('../../../seed/trials/', import.meta.url);

/** The trials of the data set, read from their files. */
export function readTrials(): Trial[] {
  return readdirSync(folder).map((file) => TrialSchema.parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8'))));
}

/** A catalogue as the database would give it; the rows of the list are made here from the files. */
export function catalogueOf(trials: readonly Trial[]): TrialCatalogue {
  return buildCatalogue(trials.map(toEntry), trials.map(toTexts));
}

export function toEntry(trial: Trial): TrialEntry {
  return entryOf({
    ...trial,
    figures: figuresOf(trial.estimates),
    hasRiskRules: trial.strata.some(({ group }) => group !== 'not-stratified'),
  });
}

function toTexts({ arms, strata, hsctPolicy, ...trial }: Trial): TrialTexts {
  return {
    ...trial,
    hsct: hsctPolicy,
    arms: arms.flatMap(({ name, description }) => [name, description]),
    strata: strata.flatMap(({ localName, definition }) => [{ en: localName, ru: localName }, definition]),
  };
}
