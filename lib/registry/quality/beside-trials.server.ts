import type { Transaction } from '@/lib/db.server';
import type { Dataset, Problem } from '../dataset';
import type { Protocol } from '../review/schema';
import type { Bilingual, Disease, Reference } from '../schema';
import { findProblemsBesideTrials } from './integrity/integrity';

type Beside = Readonly<{ disease: Disease; protocol: Protocol | null; references: readonly Reference[] }>;

/** What the rules of the data set say of the disease, the protocol and the references as they would stand and did not say before. */
export async function newProblemsBesideTrials(tx: Transaction, before: Beside, after: Beside): Promise<Bilingual[]> {
  const slugs = new Set((await tx.trial.findMany({ select: { slug: true } })).map(({ slug }) => slug));
  const said = new Set(
    problemsOf(before, slugs)
      .map(wordsOf)
      .map(({ en }) => en),
  );
  return problemsOf(after, slugs)
    .map(wordsOf)
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

function wordsOf({ path, reason, russian }: Problem): Bilingual {
  return { en: `${path}: ${reason}`, ru: `${path}: ${russian ?? reason}` };
}
