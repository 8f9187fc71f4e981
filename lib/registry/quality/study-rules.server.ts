import type { Transaction } from '@/lib/db.server';
import type { Dataset } from '../dataset';
import { findProblems } from './integrity/integrity';
import type { Trial } from '../schema';
import { brokenRule, type BrokenRule } from './broken-rule';

/**
 * What the rules of the data set say of a study as it would stand that they do not say of it as it stands: with any of it
 * stored, an export would write a data set that no load takes.
 */
export async function newProblems(tx: Transaction, before: Trial | null, after: Trial): Promise<BrokenRule[]> {
  const others = await tx.trial.findMany({ select: { slug: true, predecessorSlug: true } });
  const references = await tx.reference.findMany({ select: { id: true } });
  const problemsOf = (one: Trial): BrokenRule[] => {
    const file = `trials/${one.slug}.json`;
    const dataset = datasetAround(
      one,
      others,
      references.map(({ id }) => id),
    );
    return findProblems(dataset).flatMap((problem) => (problem.file === file ? [brokenRule(problem)] : []));
  };
  const known = new Set(before === null ? [] : problemsOf(before).map(({ en }) => en));
  return problemsOf(after).filter(({ en }) => !known.has(en));
}

/** A data set in which the rules can be asked of one study: of the others only who follows whom. */
function datasetAround(
  trial: Trial,
  others: readonly Readonly<{ slug: string; predecessorSlug: string | null }>[],
  references: readonly string[],
): Dataset {
  const bare = {
    ...trial,
    arms: [],
    strata: [],
    estimates: [],
    baseline: [],
    discrepancies: [],
    reports: [],
    appraisals: [],
  };
  const stubs = others
    .filter(({ slug }) => slug !== trial.slug)
    .map(({ slug, predecessorSlug }) => ({
      file: `trials/${slug}.json`,
      trial: { ...bare, slug, predecessor: predecessorSlug },
    }));
  const none = { en: '-', ru: '-' };
  return {
    trials: [...stubs, { file: `trials/${trial.slug}.json`, trial }],
    references: references.map((id) => ({ id, type: 'article-journal' as const })),
    disease: { facts: [], statements: [], discrepancies: [] },
    protocol: {
      question: none,
      eligibility: [],
      methods: [],
      searches: [],
      flow: { identified: null, screened: null, excluded: null, sought: null, notRetrieved: null },
      notDone: [],
      questions: [],
      covers: [],
    },
  };
}
