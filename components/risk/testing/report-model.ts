import { readFileSync } from 'node:fs';
import { rendered } from '@/components/ui/testing/rendered';
import type { Locale } from '@/lib/i18n/routing';
import { ReferencesSchema } from '@/lib/registry/schema';
import { readTrials, toEntry } from '@/lib/registry/testing/catalogue';
import { summaryOf } from '@/lib/registry/trials/facts/outlets';
import { riskEvidence } from '@/lib/registry/trials/risk-evidence';
import type { RiskEvidence } from '@/lib/registry/trials/risk-outcomes';
import { inShortNames } from '@/lib/registry/trials/short-name';
import type { Facts } from '@/lib/risk/facts';
import { useReport } from '../report/use-report';
import type { ReportModel } from '../report/model';

const references = ReferencesSchema.parse(
  JSON.parse(readFileSync(new URL('../../../seed/references.json', import.meta.url), 'utf8')),
);

/** What pages about risk are given: the program's own evidence. */
export function evidenceIn(locale: Locale): RiskEvidence {
  const trials = readTrials();
  return riskEvidence(
    inShortNames(
      trials.map((trial) => summaryOf(toEntry(trial))),
      locale,
    ),
    trials.flatMap(({ slug, acronym, estimates }) => estimates.map((figure) => ({ ...figure, trial: slug, acronym }))),
    references,
  );
}

/** What a hook answers on a page of this language. */
export function answerOf<Answer>(hook: () => Answer, locale: Locale): Answer {
  const answers: Answer[] = [];
  function Reader(): null {
    answers.push(hook());
    return null;
  }
  rendered(Reader, {}, locale);
  const [answer] = answers;
  if (answer === undefined) throw new Error('the hook was not asked');
  return answer;
}

/** The report of an infant as the page makes it on a day. */
export function reportOf(facts: Facts, evidence: RiskEvidence, locale: Locale): ReportModel {
  return answerOf(() => useReport(facts, evidence, '2026-01-01'), locale);
}
