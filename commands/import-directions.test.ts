import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import { beforeAll, describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
let eslint: ESLint;
beforeAll(() => {
  eslint = new ESLint({ cwd: root });
});

async function refusals(file: string, line: string): Promise<(string | null)[]> {
  const [result] = await eslint.lintText(`${line}\n`, { filePath: `${root}${file}` });
  return (result?.messages ?? []).map((message) => message.ruleId);
}

/** A wrong import planted in a file of each room: without the resolver the zones would let everything through in silence. */
describe('the import directions', () => {
  test.each([
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
  ])('refuse in %s: %s', async (file, line) => {
    expect(await refusals(file, line)).toContain('import/no-restricted-paths');
  });

  test('refuse a package in the engines', async () => {
    expect(await refusals('lib/survival/curves/kaplan-meier.ts', "export { z } from 'zod';")).toContain(
      'no-restricted-imports',
    );
  });

  test('refuse barrel files, but for the front door of the survival engine', async () => {
    const line = "export { kaplanMeier } from './curves/kaplan-meier';";
    expect(await refusals('lib/survival/curves-and-more.ts', line)).toContain('no-restricted-syntax');
    expect(await refusals('lib/survival/index.ts', line)).toEqual([]);
  });

  test('refuse the environment outside its doors', async () => {
    expect(await refusals('lib/errors.ts', 'export const home = process.env;')).toContain('no-restricted-properties');
  });

  test.each([
    ['components/layout/footer-navigation.tsx', 'export const Toggle = () => <button type="button" />;'],
    [
      'lib/analysis/words.ts',
      'export const word = (t: (key: string) => string, x: string): string => t(`a.${x as string}`);',
    ],
  ])('refuse a bare control and a cast around a key in %s: %s', async (file, line) => {
    expect(await refusals(file, line)).toContain('no-restricted-syntax');
  });

  test('let a right import through', async () => {
    expect(
      await refusals('components/layout/header.tsx', "export { mayManagePatients } from '@/lib/access/policy';"),
    ).toEqual([]);
  });
}, 120_000);
