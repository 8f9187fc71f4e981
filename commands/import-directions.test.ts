import { beforeAll, describe, expect, test } from 'vitest';
import { lintPlanted } from './testing/planted';

const DIRECTION = 'house(direction)';
const CURVES = './curves/kaplan-meier';

/** A wrong line for each direction, in a file of its room. */
const WRONG_IMPORTS = [
  ['lib/errors.ts', "export { db } from './db.server';"],
  ['lib/access/policy.ts', "export { getViewer } from './session/session.server';"],
  ['lib/survival/curves/kaplan-meier.ts', "export { AppError } from '../../errors';"],
  ['lib/address/reading.ts', "export { ENDPOINTS } from '@/lib/registry/vocabulary';"],
  ['lib/registry/schema.ts', "export { deriveObservation } from '@/lib/patients/timeline';"],
  ['lib/patients/timeline.ts', "export { ENDPOINTS } from '@/lib/registry/schema';"],
  ['lib/errors.ts', "export { Header } from '@/components/layout/header';"],
  ['components/layout/header.tsx', "export { getViewer } from '@/lib/access/session/session.server';"],
  ['app/[locale]/layout.tsx', "export { db } from '@/lib/db.server';"],
  ['app/[locale]/layout.tsx', "export { loadEvidence } from '@/seed/load';"],
  ['seed/load.ts', "export { Header } from '@/components/layout/header';"],
  ['commands/start.ts', "export { Header } from '@/components/layout/header';"],
  ['lib/errors.ts', "export const later = (): unknown => import('@/components/layout/header');"],
  ['lib/errors.ts', "export { nothing } from './there-is-no-such-file';"],
] as const;
const PACKAGE = ['lib/survival/curves/kaplan-meier.ts', "export { z } from 'zod';"] as const;
const BARREL = ['lib/survival/curves-and-more.ts', `export { kaplanMeier } from '${CURVES}';`] as const;
const FRONT_DOOR = ['lib/survival/index.ts', `export { kaplanMeier } from '${CURVES}';`] as const;
const ENVIRONMENT = ['lib/errors.ts', 'export const home = process.env;'] as const;
const OWN_DATE = ['lib/risk/classify.ts', 'export const now = new Date();'] as const;
const CHANCE = ['lib/survival/curves/kaplan-meier.ts', 'export const chance = Math.random();'] as const;
const CONTROL = [
  'components/layout/footer-navigation.tsx',
  'export const Toggle = () => <button type="button" />;',
] as const;
const CAST_KEYS = [
  [
    'lib/analysis/words.ts',
    'export const word = (t: (key: string) => string, x: string): string => t(`a.${x as string}`);',
  ],
  ['lib/analysis/words.ts', 'export const named = (t: (key: string) => string, x: string): string => t(x as string);'],
] as const;
const RIGHT = ['components/layout/header.tsx', "export { mayManagePatients } from '@/lib/access/policy';"] as const;

const planted = [
  ...WRONG_IMPORTS,
  PACKAGE,
  BARREL,
  FRONT_DOOR,
  ENVIRONMENT,
  OWN_DATE,
  CHANCE,
  CONTROL,
  ...CAST_KEYS,
  RIGHT,
];
const lines = new Map<string, (readonly [file: string, line: string])[]>();
for (const one of planted) lines.set(one[0], [...(lines.get(one[0]) ?? []), one]);
let found: readonly string[];
beforeAll(() => {
  found = lintPlanted(
    Object.fromEntries([...lines].map(([file, of]) => [file, of.map(([, line]) => `${line}\n`).join('')])),
  );
}, 120_000);

/** What is said of a planted line. */
function refusals(one: (typeof planted)[number]): string {
  const place = `${one[0]}:${(lines.get(one[0]) ?? []).indexOf(one) + 1}:`;
  return found.filter((line) => line.startsWith(place)).join('\n');
}

/** A wrong import planted in a file of each room: a file that is not found would let everything through in silence. */
describe('the import directions', () => {
  test.each(WRONG_IMPORTS.map((one) => [...one, one] as const))('refuse in %s: %s', (_file, _line, one) => {
    expect(refusals(one)).toContain(DIRECTION);
  });

  test('refuse a package in the engines', () => {
    expect(refusals(PACKAGE)).toContain('no-restricted-imports');
  });

  test('refuse barrel files, but for the front door of the survival engine', () => {
    expect(refusals(BARREL)).toContain('house(no-barrel)');
    expect(refusals(FRONT_DOOR)).toBe('');
  });

  test('refuse the environment outside its doors', () => {
    expect(refusals(ENVIRONMENT)).toContain('no-restricted-properties');
  });

  test('refuse the clock and chance in the engines', () => {
    expect(refusals(OWN_DATE)).toContain('house(no-own-date)');
    expect(refusals(CHANCE)).toContain('no-restricted-properties');
  });

  test('refuse a bare control', () => {
    expect(refusals(CONTROL)).toContain('house(no-bare-control)');
  });

  test.each(CAST_KEYS.map((one) => [...one, one] as const))(
    'refuse a cast around a key in %s: %s',
    (_file, _line, one) => {
      expect(refusals(one)).toContain('house(no-cast-key)');
    },
  );

  test('let a right import through', () => {
    expect(refusals(RIGHT)).toBe('');
  });
});
