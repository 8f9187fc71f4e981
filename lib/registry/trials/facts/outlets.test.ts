import { describe, expect, test } from 'vitest';
import { en } from '@/lib/i18n/messages/en';
import { readTrials, toEntry } from '../../testing/catalogue';
import { makeTrial } from '../../testing/dataset';
import {
  API_COLUMNS,
  COMPARED_FACTS,
  DESIGN_FACTS,
  DOWNLOAD_COLUMNS,
  LIST_FACTS,
  PAGE_FACTS,
  summaryOf,
  TRIAL_ORDERS,
  TrialSummarySchema,
} from './outlets';
import { TRIAL_FACTS } from './trial-facts';

const facts = Object.entries(TRIAL_FACTS);
const answered = facts.filter(([, { scope }]) => scope === 'answered').map(([name]) => name);

describe('the row of the API', () => {
  const summary = summaryOf(toEntry(makeTrial()));
  test('has every answered fact and no other', () => expect(Object.keys(summary)).toEqual(answered));
  test('is as its schema says, and nothing besides is allowed in it', () => {
    expect(TrialSummarySchema.parse(summary)).toEqual(summary);
    expect(TrialSummarySchema.safeParse({ ...summary, strange: 1 }).success).toBe(false);
    const { acronym: _acronym, ...without } = summary;
    expect(TrialSummarySchema.safeParse(without).success).toBe(false);
  });
  test('every trial of the data set has one', () => {
    for (const trial of readTrials())
      expect(TrialSummarySchema.safeParse(summaryOf(toEntry(trial))).error).toBe(undefined);
  });
});

describe.each([
  ['api', API_COLUMNS],
  ['download', DOWNLOAD_COLUMNS],
] as const)('the columns of the file %s', (file, columns) => {
  test('are those of the list, numbered from 1 without a gap, each name once', () => {
    const listed = facts.flatMap(([, fact]) => fact.columns.flatMap((column) => (column[file] === undefined ? [] : 1)));
    expect(columns.map(({ number }) => number)).toEqual(listed.map((_, i) => i + 1));
    expect(new Set(columns.map(({ name }) => name)).size).toBe(columns.length);
  });
});

// Names and numbers are a promise to who reads the files by program.
test('columns that were published stand where they stood', () => {
  expect(API_COLUMNS.map(({ name }) => name).join(',')).toMatch(
    /^slug,acronym,title_en,title_ru,kind,group,phase,status,enrolment_start,enrolment_end,enrolment_planned,enrolment_actual,countries,registrations,interventions,kmt2a_strata,risk_strata,endpoints,estimates,chartable,has_efs,has_os,has_risk_rules(,|$)/u,
  );
  expect(DOWNLOAD_COLUMNS.map(({ name }) => name).join(',')).toMatch(
    /^slug,acronym,title_en,title_ru,kind,group,status,phase,enrolment_start,enrolment_end,enrolment_decades,planned,enrolled,countries,registrations,interventions,intervention_classes,hsct_policy,kmt2a_strata,figures,chartable_figures,has_efs,has_os,has_risk_rules,source_levels,address(,|$)/u,
  );
});

test('every column of a download says what it means', () =>
  expect(DOWNLOAD_COLUMNS.filter(({ meaning }) => meaning === '')).toEqual([]));

describe('on screen', () => {
  test('every word of a fact is used, and no place on a screen is taken twice', () => {
    const screens = [LIST_FACTS, PAGE_FACTS, DESIGN_FACTS, COMPARED_FACTS];
    const used = new Set(screens.flatMap((screen) => screen.map(({ word }) => word)));
    expect([...used].sort()).toEqual(Object.keys(en.vocabulary.fact).sort());
    for (const screen of screens) expect(new Set(screen.map(({ place }) => place)).size).toBe(screen.length);
  });

  test('every order has its name, and no name is without an order', () =>
    expect(TRIAL_ORDERS.map(({ name }) => name).sort()).toEqual(Object.keys(en.vocabulary.trialSort).sort()));
});
