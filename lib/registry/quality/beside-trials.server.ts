import type { Transaction } from '@/lib/db.server';
import type { Dataset, Problem } from '../dataset';
import type { Protocol } from '../review/schema';
import type { Disease, Reference } from '../schema';
import { brokenRule, type BrokenRule } from './broken-rule';
import { findProblemsBesideTrials } from './integrity/integrity';

type Beside = Readonly<{ disease: Disease; protocol: Protocol | null; references: readonly Reference[] }>;

/** What the rules of the data set say of the disease, the protocol and the references as they would stand and did not say before. */
export async function newProblemsBesideTrials(tx: Transaction, before: Beside, after: Beside): Promise<BrokenRule[]> {
  const slugs = new Set((await tx.trial.findMany({ select: { slug: true } })).map(({ slug }) => slug));
  const said = new Set(
    problemsOf(before, slugs)
      .map(brokenRule)
      .map(({ en }) => en),
  );
  return problemsOf(after, slugs)
    .map(brokenRule)
    .filter(({ en }) => !said.has(en));
}

function problemsOf({ disease, protocol, references }: Beside, slugs: ReadonlySet<string>): Problem[] {
  const none: Dataset['protocol'] = { ...EMPTY, questions: [], covers: [] };
  return findProblemsBesideTrials({ disease, protocol: protocol ?? none, references }, slugs);
}

const NONE = { en: '-', ru: '-' };
const EMPTY = {
  question: NONE,
  eligibility: [],
  methods: [],
  searches: [],
  flow: { identified: null, screened: null, excluded: null, sought: null, notRetrieved: null },
  notDone: [],
};
