import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { comparisonFigure } from '../figure/figure';
import { localCohort } from '../testing/local-cohort';
import { localDefinition } from '../selection/local-definition';
import { child, estimate, inputOf, TEN_CHILDREN } from '../testing/figures';
import { panelAgainst } from '../words/against-texts';
import { childrenOf, EXPECTED, figuresOf } from './golden/cohorts';
import { rScript } from './r-script';

const run = promisify(execFile);
const hasR = await run('Rscript', ['-e', 'library(survival)']).then(
  () => true,
  () => false,
);

const SOURCE = { ref: 'paper', locator: 'Table 2', url: null, level: 'primary-fulltext' } as const;
const TWO = [
  estimate('one', { trial: 't', source: SOURCE, timeYears: 1, estimate: 61.5 }),
  estimate('four', { trial: 't', source: SOURCE, timeYears: 4, estimate: 47, ci: { low: 40, high: 54, level: 90 } }),
];

function scriptOf(courses: Parameters<typeof localCohort>[0], figures = TWO, siteNames = ['Site']): string {
  const cohort = localCohort(courses, localDefinition('EFS', []), { siteNames, kmt2a: 'r', guarded: false });
  if (cohort === null) throw new Error('no cohort');
  const panel = panelAgainst(comparisonFigure(inputOf(figures, cohort)));
  if (panel === null) throw new Error('no local curve');
  return rScript(cohort, panel);
}

async function inR(script: string): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'registry-r-'));
  try {
    const file = path.join(folder, 'comparison.R');
    await writeFile(file, script);
    return (await run('Rscript', [file])).stdout;
  } finally {
    await rm(folder, { recursive: true });
  }
}

describe.skipIf(!hasR)('the script in R', () => {
  test.each([1, 6, 12, 19])('agrees on cohort %i, with differences and expected events', async (i) => {
    const cohort = EXPECTED[i];
    if (cohort === undefined) throw new Error('no cohort');
    expect(await inR(scriptOf(childrenOf(cohort), [...TWO, ...figuresOf(cohort)]))).toContain('All numbers agree.');
  });

  test.each([
    ['one child', [child(400, false)]],
    ['everybody failing on day 0', [child(0, true), child(0, true)]],
    ['nobody failing', [child(900, false), child(900, false)]],
  ])('agrees on %s', async (_, courses) => {
    expect(await inR(scriptOf(courses))).toContain('All numbers agree.');
  });

  test('stops where a number is not R\u2019s own', async () => {
    const wrong = scriptOf(TEN_CHILDREN).replace(/same\("four observed", O, \d+\)/u, 'same("four observed", O, 99)');
    const changed =
      wrong === scriptOf(TEN_CHILDREN) ? wrong.replace(/"one observed", O, \d+/u, '"one observed", O, 99') : wrong;
    await expect(inR(changed)).rejects.toThrow(/differs/u);
  });
});

test('the name of a site stays in its comment', () => {
  const [first = '', second] = scriptOf(TEN_CHILDREN, TWO, ['Site\nquit()']).split('\n');
  expect(first).toContain('Site quit()');
  expect(second).toMatch(/^#/u);
});
