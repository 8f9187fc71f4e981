import { useTranslations } from 'next-intl';
import { useId, useMemo, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/field';
import type { RiskEvidence } from '@/lib/registry/trials/risk-outcomes';
import type { Facts } from '@/lib/risk/facts';
import { bandsAlong } from '@/lib/risk/numbers/number-bands';
import { NUMBER_FACTS, type NumberFact } from '@/lib/risk/numbers/number-intervals';
import { BandRow } from '../form/band-row';
import classes from '../risk-page.module.css';
import { ruleSetName } from '../rule-set-name';
import { scaleOf } from '../form/slider-scale';
import { useRiskWords } from '../use-risk-words';

export type ApplyNumber = (fact: NumberFact, value: number | null) => void;

type Props = Readonly<{ facts: Facts; evidence: RiskEvidence; onApply: ApplyNumber }>;

/** One number moved along a slider, with the groups of every protocol along it. What was entered stays until it is applied. */
export function WhatIf({ facts, evidence, onApply }: Props) {
  const t = useTranslations('riskPage.whatIf');
  const words = useRiskWords();
  const [fact, setFact] = useState<NumberFact>('ageDays');
  const name = useId();
  return (
    <section className={`screen-only ${classes.part}`} aria-labelledby="risk-what-if">
      <h2 id="risk-what-if">{t('title')}</h2>
      <p className={classes.hint}>{t('intro')}</p>
      <fieldset className={classes.varied}>
        <legend>{t('vary')}</legend>
        {NUMBER_FACTS.map((option) => (
          <label key={option}>
            <Input type="radio" name={name} checked={fact === option} onChange={() => setFact(option)} />{' '}
            {words.factName(option, 'short')}
          </label>
        ))}
      </fieldset>
      <Slider key={`${fact} ${String(facts[fact])}`} fact={fact} facts={facts} evidence={evidence} onApply={onApply} />
    </section>
  );
}

/** The slider starts at the patient's value, exactly; only moving it takes the values of its positions. */
function Slider({ fact, facts, evidence, onApply }: Props & Readonly<{ fact: NumberFact }>) {
  const t = useTranslations('riskPage.whatIf');
  const words = useRiskWords();
  const id = useId();
  const scale = scaleOf(fact);
  const entered = facts[fact] ?? null;
  const [moved, setMoved] = useState<number | null>(null);
  const value = moved === null ? entered : scale.valueAt(moved);
  const all = useMemo(() => bandsAlong(fact, facts), [fact, facts]);
  const changing = all.filter(({ bands }) => bands.length > 1);
  const constant = all.filter(({ bands }) => bands.length === 1);
  const position = moved ?? Math.round(scale.positionOf(entered ?? 0));
  return (
    <div className={classes.whatIf}>
      <div className={classes.sliderHead}>
        <label htmlFor={id}>{words.factName(fact)}</label>
        <output htmlFor={id}>{words.factValue(fact, value)}</output>
        <Button
          className={classes.action}
          disabled={moved === null || value === entered}
          onClick={() => onApply(fact, value)}
        >
          {t('apply')}
        </Button>
        <Button className={classes.action} disabled={moved === null} onClick={() => setMoved(null)}>
          {t('back')}
        </Button>
      </div>
      <div className={classes.bands}>
        <Track id={id} fact={fact} value={value} position={position} onMove={setMoved} />
        {changing.map(({ prepared, bands }) => (
          <BandRow
            key={`${prepared.ruleSet.protocol} ${prepared.ruleSet.variant}`}
            name={ruleSetName(prepared.ruleSet, evidence, words)}
            fact={fact}
            bands={bands}
            value={value}
          />
        ))}
      </div>
      <Unchanged
        anyChange={changing.length > 0}
        names={constant.map(({ prepared }) => ruleSetName(prepared.ruleSet, evidence, words))}
      />
    </div>
  );
}

type TrackProps = Readonly<{
  id: string;
  fact: NumberFact;
  value: number | null;
  position: number;
  onMove: (position: number) => void;
}>;

/** The slider itself, with the values of its ends. */
function Track({ id, fact, value, position, onMove }: TrackProps) {
  const t = useTranslations('riskPage.whatIf');
  const words = useRiskWords();
  const scale = scaleOf(fact);
  return (
    <div className={classes.bandRow}>
      <Input
        id={id}
        className={classes.slider}
        type="range"
        min={0}
        max={scale.last}
        step={1}
        value={position}
        aria-valuetext={words.factValue(fact, value)}
        onChange={(event) => onMove(Number(event.target.value))}
      />
      <span className={classes.atValue}>{t('atValue')}</span>
      <span className={classes.ends} aria-hidden="true">
        <span>{words.factValue(fact, 0)}</span>
        <span>{words.factValue(fact, scale.valueAt(scale.last))}</span>
      </span>
    </div>
  );
}

/** The protocols in which the number changes nothing. */
function Unchanged({ anyChange, names }: Readonly<{ anyChange: boolean; names: readonly string[] }>) {
  const t = useTranslations('riskPage.whatIf');
  if (!anyChange) return <p className={classes.hint}>{t('noChange')}</p>;
  return names.length > 0 && <p className={classes.hint}>{t('others', { names: names.join(', ') })}</p>;
}
