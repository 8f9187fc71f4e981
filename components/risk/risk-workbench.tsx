'use client';

import { useLocale, useTranslations } from 'next-intl';
import { memo, useDeferredValue, useMemo, useState } from 'react';
import { Button } from '@/components/ui/button';
import { onDemand } from '@/components/ui/on-demand';
import { useHydrated } from '@/components/ui/use-hydrated';
import { type RiskEvidence, isOtherReading } from '@/lib/registry/trials/risk-outcomes';
import { classify, type RiskResult } from '@/lib/risk/classify';
import { type Facts, GROUPS } from '@/lib/risk/facts';
import type { FragmentProblem } from '@/lib/risk/facts-fragment';
import { emptyEntry, entryOf, factsOf, withNumber, type RiskEntry } from './form/fact-entry';
import { FactForm } from './form/fact-form';
import { KnownFacts } from './form/known-facts';
import { LiveAnswer } from './live-answer';
import { RiskMatrix } from './matrix/matrix';
import classes from './risk-page.module.css';
import { LiveFacts, ShareActions } from './share-actions';
import type { ApplyNumber } from './matrix/what-if';
import { GeneText } from '@/components/ui/gene-text';
import { inLocale } from '@/lib/i18n/format';
import type { Conflict } from '@/lib/risk/explanation/contradictions';
import { useRiskWords } from './use-risk-words';

const FragmentProblems = onDemand(async () => (await import('./form/fragment-problems')).FragmentProblems);
// They come with the first fact.
const Deciders = onDemand(async () => (await import('./matrix/deciders')).Deciders);
const WhatIf = onDemand(async () => (await import('./matrix/what-if')).WhatIf);

type Props = Readonly<{ initial: Facts; problems: readonly FragmentProblem[]; evidence: RiskEvidence }>;

/** An infant on whom the protocols disagree, with a white count near a cut point that matters. */
const EXAMPLE: Facts = {
  ageDays: 142,
  kmt2a: 'rearranged',
  kmt2aPartner: 'AFF1',
  wbc: 286,
  cns: 'CNS1',
  day8Blasts: 640,
};

/** The form with the answer beside it. Typing redraws the form at once and the answer right after. */
export function RiskWorkbench({ initial, problems, evidence }: Props) {
  const t = useTranslations('riskPage');
  const locale = useLocale();
  const ready = useHydrated();
  const [entry, setEntry] = useState<RiskEntry>(() => entryOf(initial, locale));
  const facts = useMemo(() => factsOf(entry), [entry]);
  const answer = useMemo(() => classify(facts), [facts]);
  const shown = useDeferredValue(facts);
  return (
    <LiveFacts value={facts}>
      {problems.length > 0 && <FragmentProblems problems={problems} />}
      <LiveAnswer results={answer.results} evidence={evidence} nothing={Object.keys(facts).length === 0} />
      <div className={classes.layout}>
        {/* Scrolls by itself: until its controls can be used, the section takes the keyboard in their place. */}
        <section
          className={classes.form}
          data-empty={Object.keys(shown).length === 0}
          aria-labelledby="risk-facts"
          tabIndex={ready ? undefined : 0}
        >
          <h2 id="risk-facts">{t('facts')}</h2>
          <KnownFacts facts={shown} />
          <p className={`screen-only ${classes.hint}`}>{t('private')}</p>
          <div className={classes.actions}>
            <Button className={classes.action} disabled={!ready} onClick={() => setEntry(entryOf(EXAMPLE, locale))}>
              {t('example')}
            </Button>
            <Button className={classes.action} disabled={!ready} onClick={() => setEntry(emptyEntry())}>
              {t('clear')}
            </Button>
          </div>
          <FactForm
            entry={entry}
            onChange={setEntry}
            conflicts={answer.conflicts}
            facts={facts}
            evidence={evidence}
            ready={ready}
          />
        </section>
        <AnswerPart
          facts={shown}
          evidence={evidence}
          onApply={(fact, value) => setEntry((current) => withNumber(current, fact, value, locale))}
        />
      </div>
    </LiveFacts>
  );
}

type AnswerProps = Readonly<{ facts: Facts; evidence: RiskEvidence; onApply: ApplyNumber }>;

/** Everything that follows from the facts; drawn again only when they change. */
const AnswerPart = memo(
  function AnswerPart({ facts, evidence, onApply }: AnswerProps) {
    const t = useTranslations('riskPage');
    const outcomes = useTranslations('risk.detail');
    const source = useTranslations('source');
    const answer = useMemo(() => classify(facts), [facts]);
    const nothing = Object.keys(facts).length === 0;
    return (
      <div className={classes.answer}>
        <section className={classes.part} aria-labelledby="risk-answer">
          <div className={classes.head}>
            <h2 id="risk-answer">{t('answer')}</h2>
            <ShareActions />
          </div>
          <GroupSummary results={answer.results} nothing={nothing} />
          <p className={classes.notAdvice}>{t('notAdvice')}</p>
          <ConflictSummary conflicts={answer.conflicts} />
          <RiskMatrix facts={facts} answer={answer} evidence={evidence} />
          <p className={`screen-only ${classes.hint}`}>{t('matrixNote')}</p>
          <p className={classes.legend}>
            {outcomes('narrowest')} {source('legend')}
          </p>
        </section>
        {!nothing && <Deciders facts={facts} evidence={evidence} />}
        {!nothing && <WhatIf facts={facts} evidence={evidence} onApply={onApply} />}
      </div>
    );
  },
  (before, after) => before.facts === after.facts && before.evidence === after.evidence,
);

/** Which facts contradict each other and that no protocol was asked with them. */
function ConflictSummary({ conflicts }: Readonly<{ conflicts: readonly Conflict[] }>) {
  const t = useTranslations('riskPage');
  const words = useRiskWords();
  if (conflicts.length === 0) return null;
  return (
    <div className={classes.conflicts} role="alert">
      <h3>{t('conflictsTitle')}</h3>
      <ul>
        {conflicts.map(({ facts, message }) => (
          <li key={message.en}>
            <GeneText
              text={`${inLocale(message, words.locale)}. ${t('setAside', { facts: facts.map((fact) => words.factName(fact)).join(', ') })}`}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** How many protocols give which group, in one line. A protocol with two readings counts once, by its primary source. */
function GroupSummary({ results, nothing }: Readonly<{ results: readonly RiskResult[]; nothing: boolean }>) {
  const t = useTranslations('riskPage');
  const counted = results.filter((result) => !isOtherReading(result));
  const parts = [
    ...GROUPS.map((group) => ({ key: group, count: counted.filter((result) => result.group === group).length })),
    ...(['undetermined', 'not-stratified', 'not-eligible'] as const).map((status) => ({
      key: status,
      count: counted.filter((result) => result.status === status).length,
    })),
  ].filter(({ count }) => count > 0);
  return (
    <p className={classes.summary} role="status">
      {nothing
        ? t('nothing')
        : t('counted', {
            all: counted.length,
            list: parts.map(({ key, count }) => t(`count.${key}`, { count })).join(t('countJoin')),
          })}
    </p>
  );
}
