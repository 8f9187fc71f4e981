import type { RecordedComparison, Tolerance } from './agreement-recorder';

/** One line of `agreement.json`: a method, what it was compared with, and how far apart the two were at most. */
export type MethodAgreement = Readonly<{
  id: string;
  /** the R functions, as a user would call them */
  r: string;
  packages: readonly string[];
  values: number;
  largestRelative: number;
  largestAbsolute: number;
  largestShare: number;
  tolerance: Tolerance;
}>;

export type Agreement = Readonly<{
  environment: Readonly<Record<string, string>>;
  methods: readonly MethodAgreement[];
}>;

type Method = Readonly<{
  id: string;
  r: string;
  packages: readonly string[];
  /** test file, and which of its names; without names all that no other method takes */
  from: readonly (readonly [file: string, labels?: readonly string[]])[];
}>;

const METHODS: readonly Method[] = [
  {
    id: 'kaplan-meier',
    r: 'survfit(Surv(time, event) ~ 1, conf.type, weights)',
    packages: ['survival'],
    from: [['kaplan-meier'], ['weighted-curves'], ['log-rank', ['km random', 'timefix', 'late entry']]],
  },
  {
    id: 'survival-at-times',
    r: 'summary(survfit, times)',
    packages: ['survival'],
    from: [['survival-summaries', ['km_at_times']]],
  },
  {
    id: 'quantiles',
    r: 'quantile(survfit), summary(survfit)$table',
    packages: ['survival'],
    from: [['survival-summaries', ['quantiles', 'median', 'reverse_km']]],
  },
  {
    id: 'restricted-mean',
    r: 'summary(survfit, rmean)$table',
    packages: ['survival'],
    from: [['survival-summaries', ['rmst', 'rmst contrasts']]],
  },
  {
    id: 'conditional',
    r: 'survfit(…, subset = time > t)',
    packages: ['survival'],
    from: [['one-sample', ['conditional']]],
  },
  {
    id: 'log-rank',
    r: 'survdiff(Surv(time, event) ~ group + strata(s), rho)',
    packages: ['survival'],
    from: [['log-rank', ['logrank', 'logrank hazard ratio', 'logrank random']]],
  },
  {
    id: 'weighted-log-rank',
    r: 'definition written out in R',
    packages: ['base'],
    from: [['log-rank', ['log-rank weights']]],
  },
  {
    id: 'pairwise-trend',
    r: 'survdiff, p.adjust',
    packages: ['survival', 'stats'],
    from: [['log-rank', ['pairwise', 'trend']]],
  },
  {
    id: 'mantel-byar',
    r: 'coxph(…, ties = "exact")$score',
    packages: ['survival'],
    from: [['log-rank', ['mantel_byar']]],
  },
  { id: 'landmark', r: 'survfit, survdiff (subset)', packages: ['survival'], from: [['landmark']] },
  {
    id: 'fixed-time',
    r: 'summary(survfit, times)',
    packages: ['survival'],
    from: [['fixed-time-comparison'], ['published-figure', ['published']]],
  },
  {
    id: 'one-sample',
    r: 'survdiff(Surv(time, event) ~ offset(S)), poisson.test',
    packages: ['survival', 'stats'],
    from: [
      ['one-sample', ['one-sample', 'poisson limits']],
      ['published-figure', ['observed and expected']],
    ],
  },
  { id: 'cox', r: 'coxph(Surv(time, event) ~ x, ties)', packages: ['survival'], from: [['fit']] },
  { id: 'cox-curves', r: 'survfit(coxph), residuals(coxph)', packages: ['survival'], from: [['diagnostics']] },
  {
    id: 'proportional-hazards',
    r: 'cox.zph(coxph, transform, terms = FALSE)',
    packages: ['survival'],
    from: [['diagnostics', ['PH test', 'PH df', 'PH p']]],
  },
  {
    id: 'cumulative-incidence',
    r: 'survfit(Surv(start, time, factor(event)) ~ 1), cuminc, Greenwood’s covariance written out (as etm)',
    packages: ['survival', 'cmprsk'],
    from: [['cumulative-incidence'], ['incidence-comparison']],
  },
  { id: 'gray', r: 'cuminc(time, event, group)$Tests', packages: ['cmprsk'], from: [['gray-test']] },
  { id: 'fine-gray', r: 'crr(time, event, x), predict(crr)', packages: ['cmprsk'], from: [['fine-gray']] },
  { id: 'time-lost', r: 'summary(survfit, rmean)$table', packages: ['survival'], from: [['incidence-summaries']] },
  { id: 'reconstruction', r: 'algorithm written out in R', packages: ['base'], from: [['guyot']] },
  {
    id: 'pooling',
    r: 'rma(yi, vi, mods, method, test), confint, leave1out, cumul, regtest',
    packages: ['metafor'],
    from: [['meta-analysis'], ['moderators']],
  },
  {
    id: 'proportions',
    r: 'prop.test, binom.test, fisher.test, chisq.test',
    packages: ['stats'],
    from: [['proportions']],
  },
  {
    id: 'distributions',
    r: 'pnorm, qnorm, pchisq, pt, pf, pgamma, pbeta, ppois …',
    packages: ['stats'],
    from: [['distributions']],
  },
];

/** The test files that methods are compared with R in. */
export const COMPARING_FILES = METHODS.flatMap(({ from }) => from.map(([file]) => file));

/** Sums the tests' records up by method. Throws for a record that belongs to no method, and for a method without any. */
export function agreementByMethod(recorded: readonly RecordedComparison[]): MethodAgreement[] {
  const lost = recorded.find((one) => methodOf(one) === undefined);
  if (lost !== undefined) throw new Error(`No method is named for "${lost.label}" of ${lost.file}.test.ts.`);
  return METHODS.map(({ id, r, packages }) => {
    const own = recorded.filter((one) => methodOf(one) === id);
    if (own.length === 0) throw new Error(`The tests recorded nothing for ${id}.`);
    const largest = (pick: (one: RecordedComparison) => number): number => Math.max(...own.map(pick));
    return {
      id,
      r,
      packages,
      values: own.reduce((sum, { values }) => sum + values, 0),
      largestRelative: largest((one) => one.largestRelative),
      largestAbsolute: largest((one) => one.largestAbsolute),
      largestShare: largest((one) => one.largestShare),
      tolerance: { rel: largest((one) => one.tolerance.rel), abs: largest((one) => one.tolerance.abs) },
    };
  });
}

function methodOf({ file, label }: RecordedComparison): string | undefined {
  const named = METHODS.find(({ from }) => from.some(([source, labels]) => source === file && labels?.includes(label)));
  return (named ?? METHODS.find(({ from }) => from.some(([source, labels]) => source === file && labels === undefined)))
    ?.id;
}
