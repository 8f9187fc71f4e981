import { writeQuery, type WrittenPart } from '@/lib/address/writing';
import { USUAL_CHOICES, type DefinitionChoices, type LocalTimeZero } from '@/lib/patients/timeline';
import type { Kmt2aStratum, SurvivalEndpoint } from '@/lib/registry/vocabulary';
import type { NetworkGroup } from '../network/groups';
import { USUAL_PRESENTATION, writePresentation, type Presentation } from '../presentation';

/** More markers than this cannot be told apart on one chart. */
export const MOST_SERIES = 12;
/** The address as the reader meant it, as far as it can be understood. */
export type CompareSelection = Readonly<{
  endpoint: SurvivalEndpoint;
  population: Kmt2aStratum;
  /** null: the first view for this endpoint and population */
  series: readonly string[] | null;
  local: Readonly<{
    /** null: shown to those who have local patients */
    shown: boolean | null;
    site: string | null;
    /** the pool of several sites in place of the reader's own patients; `site`, `kmt2a` and the years then say nothing */
    network: NetworkGroup | null;
    kmt2a: Kmt2aStratum;
    from: number | null;
    to: number | null;
    /** follow-up after so many years does not count; null: all of it does */
    analyseYears: number | null;
    /** from when the days of the local patients count; null: as the endpoint's definition says */
    zero: LocalTimeZero | null;
    /** how the outcome of the local patients is derived, beyond the endpoint */
    choices: Readonly<DefinitionChoices>;
  }>;
  displayYears: number | null;
  confirmed: boolean;
  presentation: Presentation;
}>;

/** A selection to be written; without a presentation the usual one is meant. */
export type WrittenSelection = Omit<CompareSelection, 'presentation'> & Readonly<{ presentation?: Presentation }>;

/**
 * The address that says this selection, without the parts that say the same as their absence. `series` null stays out;
 * give the resolved ids to write an address that a later change of the evidence cannot alter.
 */
export function writeSelection({
  endpoint,
  population,
  series,
  local,
  displayYears,
  confirmed,
  presentation = USUAL_PRESENTATION,
}: WrittenSelection): string {
  const parts: WrittenPart[] = [
    ['endpoint', endpoint],
    ['population', population],
    ['series', series === null ? null : series.join(',')],
    ['local', local.shown === null ? null : flagText(local.shown)],
    ['site', local.site],
    ['network', local.network],
    ['cohort', local.kmt2a === population ? null : local.kmt2a],
    ['from', local.from?.toString() ?? null],
    ['to', local.to?.toString() ?? null],
    ['zero', local.zero],
    ['failure', unless(local.choices.failureAt, USUAL_CHOICES.failureAt)],
    ['switch', unless(local.choices.lineageSwitch, USUAL_CHOICES.lineageSwitch)],
    ['hsct', local.choices.censorAtTransplant ? 'censor' : null],
    ['analyse', local.analyseYears?.toString() ?? null],
    ['display', displayYears?.toString() ?? null],
    ['confirm', confirmed ? '1' : null],
    ...writePresentation(presentation),
  ];
  return writeQuery(parts);
}

function unless(value: string, usual: string): string | null {
  return value === usual ? null : value;
}

function flagText(on: boolean): '1' | '0' {
  return on ? '1' : '0';
}
