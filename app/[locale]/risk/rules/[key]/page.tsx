import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { withMessages } from '@/components/layout/with-messages';
import { RuleHead } from '@/components/risk/rules/head';
import { RuleSections } from '@/components/risk/rules/sections';
import { WorkedCases } from '@/components/risk/rules/worked-cases';
import { findRiskEvidence } from '@/lib/registry/trials/risk-evidence.server';
import type { RuleSet } from '@/lib/risk/rule-set';
import { ALL_RULE_SETS } from '@/lib/risk/rule-sets/all-rule-sets';
import { ruleSetKey } from '@/lib/risk/rule-sets/rule-set-key';
import { workedCasesOf } from '@/lib/risk/cases/worked-cases';

type Props = Readonly<{ params: Promise<{ key: string }> }>;

/** Asked for the title and for the page, read once. */
const getEvidence = cache(findRiskEvidence);

/** The key stands in the address as it is or percent-encoded, since one reading of a protocol has a colon in it. */
function findRuleSet(key: string): RuleSet | undefined {
  return ALL_RULE_SETS.find(
    (ruleSet) => ruleSetKey(ruleSet) === key || encodeURIComponent(ruleSetKey(ruleSet)) === key,
  );
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const ruleSet = findRuleSet((await params).key);
  const [t, evidence] = await Promise.all([getTranslations('riskRules'), getEvidence(await getLocale())]);
  return ruleSet === undefined
    ? { title: t('notFound.title') }
    : { title: `${evidence.protocols[ruleSet.protocol]?.acronym ?? ruleSet.protocol}: ${t('title')}` };
}

/** One protocol's rules as a decision table, with everything that settled them and the cases that test them. */
async function RulePage({ params }: Props) {
  const ruleSet = findRuleSet((await params).key);
  if (ruleSet === undefined) notFound();
  const evidence = await getEvidence(await getLocale());
  const key = ruleSetKey(ruleSet);
  return (
    <>
      <RuleHead ruleSet={ruleSet} evidence={evidence} />
      <RuleSections ruleSet={ruleSet} evidence={evidence}>
        <WorkedCases ruleSetKey={key} cases={workedCasesOf(key)} />
      </RuleSections>
    </>
  );
}

export default withMessages(['errors', 'risk', 'riskRules.case', 'riskRules.cases', 'source', 'vocabulary'], RulePage);
