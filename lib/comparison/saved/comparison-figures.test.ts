import { expect, test } from 'vitest';
import { messageLookup } from '@/lib/i18n/message-lookup';
import { bandText } from '@/lib/figure/model/made-up';
import { readSelection } from '../selection/reading';
import { child, estimate, figureOf, TEN_CHILDREN } from '../testing/figures';
import { figureTexts } from '../words/figure-texts';
import { figuresOfComparison } from './comparison-figures';
import { addressOfComparison } from './snapshot.server';

const same = (text: string): string => text;
const ONE = estimate('one', { trial: 't', acronym: 'Trial', ci: { level: 95, low: 30, high: 50 } });

test('the figures of a comparison change with a day of one child, and with its published side', () => {
  const then = figuresOfComparison(figureOf([ONE], TEN_CHILDREN), same);
  expect(then).toMatchObject({ patients: 10, events: 4 });
  expect(then?.published).toEqual([
    { id: 'one', trial: 'Trial', endpoint: 'EFS', timeYears: 4, estimate: 40, low: 30, high: 50 },
  ]);
  const moved = figuresOfComparison(figureOf([ONE], [child(101, true), ...TEN_CHILDREN.slice(1)]), same);
  expect([moved?.patients, moved?.events]).toEqual([10, 4]);
  expect(moved?.local).not.toBe(then?.local);
  expect(figuresOfComparison(figureOf([ONE], TEN_CHILDREN), same)).toEqual(then);
  expect(figuresOfComparison(figureOf([ONE]), same)).toBeNull();
});

test('a figure of local patients is internal until it is released; published figures alone never are', async () => {
  const t = await messageLookup('en');
  const texts = (figure: ReturnType<typeof figureOf>) => figureTexts(figure, 'en', t);
  const own = figureOf([ONE], TEN_CHILDREN);
  expect(texts(own).internal).toBe('INTERNAL, not released');
  expect(bandText({ ...texts(own), madeUp: 'Made up' })).toBe('INTERNAL, not released. Made up');
  expect(bandText({ ...texts({ ...own, released: true }), madeUp: null })).toBeNull();
  expect(texts(figureOf([ONE])).internal).toBeNull();
});

test('the address by which a comparison is saved names its site, whichever way it was asked for', () => {
  const viewer = { id: 'v', sites: [{ role: 'data-manager', siteId: 's', siteCode: 'A', siteName: 'A' }] };
  const { selection } = readSelection({ local: '1', saved: 'x' });
  const address = addressOfComparison(viewer as never, selection);
  expect(address).toEqual({ siteId: 's', page: 'compare', query: expect.stringContaining('local=1&site=A') });
  expect(address?.query).not.toContain('saved');
});
