'use client';

import { useTranslations } from 'next-intl';
import { useDeferredValue, useId, useMemo, useState } from 'react';
import { Button } from '@/components/ui/button';
import entry from '@/components/ui/entry.module.css';
import { printedFor, reconstruction, type PrintedFigure } from '@/lib/comparison/figure/reconstructed-curve';
import { readCurve, type CurveUnits } from '@/lib/comparison/figure/reconstructed-reading';
import type { CurveTrial } from '@/lib/registry/curves/records';
import type { CurveField } from '@/lib/registry/curves/schema';
import type { CurveState } from '@/lib/registry/curves/state';
import classes from './curate.module.css';
import { CurveCorrections } from './curve-corrections';
import { CurveDescription } from './curve-description';
import type { Choice } from './curve-field';
import { CurveFit, FitVerdict } from './curve-fit';
import { CurvePick } from './curve-pick';
import { CurveRefused } from './curve-refused';
import { CurveText } from './curve-text';
import { CurveUnitFields } from './curve-units';
import { useCurveForm } from './use-curve-form';

type Props = Readonly<{
  trials: readonly CurveTrial[];
  references: readonly Choice[];
  figures: readonly PrintedFigure[];
  propose: (input: unknown) => Promise<CurveState>;
}>;

/** From the digitised points to a proposed curve: what it is, the two tables, the reconstruction beside them, saving. */
export function CurveWorkbench({ trials, references, figures, propose }: Props) {
  const t = useTranslations('curate');
  const formId = useId();
  const [texts, setTexts] = useState({ points: '', counts: '' });
  const [units, setUnits] = useState<CurveUnits>({ time: 'years', survival: 'percent' });
  const [accepted, setAccepted] = useState(false);
  const [curve, setCurve] = useState<number | null>(null);
  // What is read, drawn and sent is what was typed a moment ago; until it has caught up nothing can be sent.
  const deferred = useDeferredValue(texts);
  const reading = useMemo(
    () => readCurve(deferred.points, deferred.counts, units, accepted, curve),
    [deferred, units, accepted, curve],
  );
  const complete = reading.pointProblems.length === 0 && reading.countProblems.length === 0;
  const clear = (): void => {
    setTexts({ points: '', counts: '' });
    setAccepted(false);
    setCurve(null);
  };
  const form = useCurveForm({ reading, readable: complete, propose, onSaved: clear });
  const { trialSlug: trial, endpoint, timeZero, stratumKmt2a, stratumRisk, stratumArm, totalEvents } = form.values;
  const rebuilt = useMemo(() => {
    if (!complete) return null;
    const printed = printedFor(
      {
        trial,
        endpoint,
        timeZero,
        stratum: { kmt2a: stratumKmt2a, risk: stratumRisk, arm: stratumArm === '' ? null : stratumArm },
      },
      figures,
    );
    return reconstruction(
      {
        points: reading.points,
        counts: reading.counts,
        totalEvents: /^\d+$/u.test(totalEvents.trim()) ? Number(totalEvents) : null,
      },
      printed,
    );
  }, [complete, reading, figures, trial, endpoint, timeZero, stratumKmt2a, stratumRisk, stratumArm, totalEvents]);
  const change = (kind: 'points' | 'counts', text: string): void => {
    setTexts((before) => ({ ...before, [kind]: text }));
    if (kind !== 'points') return;
    setAccepted(false);
    setCurve(null);
  };
  return (
    <form
      className={classes.section}
      aria-label={t('importTitle')}
      method="post"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        form.submit();
      }}
    >
      <CurveRefused form={form} formId={formId} />
      {form.saved && (
        <p role="status" className={entry.done}>
          {t('saved')}
        </p>
      )}
      <CurveDescription
        form={{
          formId,
          values: form.values,
          errors: form.errors,
          set: (name: CurveField, value: string) => form.set(name, value),
        }}
        trials={trials}
        references={references}
        disabled={!form.ready}
      />
      <fieldset className={entry.group} disabled={!form.ready}>
        <legend>{t('tables')}</legend>
        <CurveUnitFields formId={formId} units={units} onChange={setUnits} />
        <div className={`${classes.tables} ${entry.wide}`}>
          <CurveText
            kind="points"
            text={texts.points}
            rows={reading.points.length}
            problems={reading.pointProblems}
            disabled={!form.ready}
            onChange={(text) => change('points', text)}
          />
          <CurveText
            kind="counts"
            text={texts.counts}
            rows={reading.counts.length}
            problems={reading.countProblems}
            disabled={!form.ready}
            onChange={(text) => change('counts', text)}
          />
        </div>
      </fieldset>
      <CurvePick curves={reading.curves} chosen={curve} disabled={!form.ready} onChange={setCurve} />
      <CurveCorrections
        corrections={reading.corrections}
        accepted={accepted}
        disabled={!form.ready}
        onAccept={setAccepted}
      />
      <section className={classes.section} aria-labelledby={`${formId}-fit`}>
        <h3 id={`${formId}-fit`}>{t('preview')}</h3>
        {rebuilt === null ? (
          <p className="muted">{t(complete ? 'notRebuilt' : 'previewLater')}</p>
        ) : (
          <>
            <FitVerdict rebuilt={rebuilt} />
            <CurveFit points={reading.points} rebuilt={rebuilt} />
          </>
        )}
      </section>
      <div className={entry.actions}>
        <Button type="submit" look="primary" disabled={form.pending || deferred !== texts}>
          {form.pending && form.ready ? t('working') : t('propose')}
        </Button>
        <p className={entry.hint}>{t('proposeHint')}</p>
      </div>
    </form>
  );
}
