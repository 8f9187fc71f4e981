import { expect, test } from 'vitest';
import { messageLookup } from '@/lib/i18n/message-lookup';
import type { GroupsTexts } from '../groups/texts';
import { changesSince, publishedSide, type SavedFigures } from './figures';
import { estimate } from '../testing/figures';
import { savedUnderIds } from './under-ids';
import { changeLines, withMark } from './words';

const one = { id: 'one', trial: 'Trial', endpoint: 'EFS', timeYears: 4, estimate: 47, low: 40, high: 54 };
const other = { ...one, id: 'other', trial: 'Other', timeYears: null, low: null, high: null };
const before: SavedFigures = { patients: 12, events: 5, local: 'a', published: [one] };
const plain = (lines: readonly string[]): string[] => lines.map((line) => line.replaceAll(/[\u00a0\u202f]/gu, ' '));
const said = async (now: SavedFigures) =>
  plain(changeLines(changesSince(before, now), { locale: 'en', t: await messageLookup('en') }));

test('a figure that says the same has no changes', async () => {
  expect(await said({ ...before, published: [{ ...one, trial: 'Trial renamed' }] })).toEqual([]);
});

test('patients, events and each published figure are told apart', async () => {
  const now = { ...before, patients: 14, local: 'b', published: [{ ...one, estimate: 47.5 }, other] };
  expect(await said(now)).toEqual([
    'Patients: 12 then, 14 now.',
    'Published figure Trial, EFS, 4 y: 47 % (40.0–54.0) then, 47.5 % (40.0–54.0) now.',
    'Published figure added: Other, EFS, 47 %.',
  ]);
  expect(await said({ ...before, events: 6, published: [] })).toEqual([
    'Events: 5 then, 6 now.',
    'Published figure no longer used: Trial, EFS, 4 y, 47 % (40.0–54.0).',
  ]);
});

test('a course that was corrected is a change although the numbers are the same', async () => {
  const [line, another] = await said({ ...before, local: 'b' });
  expect(line).toMatch(/^As many patients and events as then, but not the same course/u);
  expect(another).toBeUndefined();
});

test('what was saved of a figure that has another id now is held against that figure', () => {
  const all = [estimate('now', { aliases: ['one'] })];
  const query = 'endpoint=EFS&population=r&series=one,other&local=1&site=A';
  const whose = { id: 'x', siteId: 's', name: 'Ours', by: null, at: '2026-11-30T00:00:00.000Z' };
  const saved = { ...whose, page: 'compare' as const, query, figures: { ...before, published: [one, other] } };
  const named = savedUnderIds(saved, all);
  expect(named.query).toBe(query.replace('series=one,other', 'series=now,other'));
  expect(changesSince(named.figures, { ...before, published: [{ ...one, id: 'now' }, other] })).toEqual([]);
  expect(savedUnderIds(saved, [estimate('one'), estimate('other')])).toEqual(saved);
  // The query of a page of groups names no figure.
  expect(savedUnderIds({ ...saved, page: 'groups' }, all).query).toBe(query);
});

test('the published side of a cohort: the preferred figures of its trials and endpoint, and incidences where nobody is divided', () => {
  const all = [
    estimate('efs', { trial: 't', timeYears: 4, estimate: 47 }),
    estimate('os', { trial: 't', endpoint: 'OS', estimate: 60 }),
    estimate('elsewhere', { trial: 'u', estimate: 50 }),
    estimate('cir', { trial: 'u', endpoint: 'CIR', estimate: 34.2 }),
  ];
  const asked = { endpoint: 'EFS', trials: ['t'], by: 'everybody' } as const;
  expect(publishedSide(all, asked, 'r').map(({ id }) => id)).toEqual(['efs', 'cir']);
  expect(publishedSide(all, { ...asked, by: 'age' }, 'r').map(({ id }) => id)).toEqual(['efs']);
});

test('only a released figure is without the mark', async () => {
  const words = { locale: 'en', t: await messageLookup('en') } as const;
  const texts = { own: { subtitle: 'Site A' }, footer: 'Foot', caveats: [], madeUp: null } as unknown as GroupsTexts;
  const marked = withMark(texts, { state: 'changed', by: null, at: '2026-01-01T00:00:00Z' }, words);
  expect([marked.own.subtitle, marked.footer]).toEqual([
    'INTERNAL, not released. Site A',
    'INTERNAL, not released. Foot',
  ]);
  expect(withMark(texts, { state: 'released', by: null, at: '2026-01-01T00:00:00Z' }, words)).toBe(texts);
});
