'use client';

import { useTranslations } from 'next-intl';
import { useDeferredValue, useId, useMemo, useState } from 'react';
import { Button } from '@/components/ui/button';
import entry from '@/components/ui/entry.module.css';
import {
  printedFor,
  reconstruction,
  type PrintedFigure,
  type Reconstruction,
} from '@/lib/comparison/figure/reconstructed-curve';
import { readCurve, type CurveUnits } from '@/lib/comparison/figure/reconstructed-reading';
import type { CurveTrial } from '@/lib/registry/curves/records';
import { TotalEvents, type CurveField, type CurveSubmission } from '@/lib/registry/curves/schema';
import type { CurveState } from '@/lib/registry/curves/state';
import classes from '../curate.module.css';
import { CurveCorrections } from './corrections';
import { CurveDescription } from './description';
import { CurveFit, FitVerdict } from './fit';
import { CurvePick } from './pick';
import { CurveRefused } from './refused';
import { CurveText } from './text';
import { CurveUnitFields } from './units';
import type { Choice } from '../typed-field';
import { useCurveForm } from './use-curve-form';

type Props = Readonly<{
  trials: readonly CurveTrial[];
  references: readonly Choice[];
  figures: readonly PrintedFigure[];
  propose: (input: CurveSubmission) => Promise<CurveState>;
}>;

/** From the digitised points to a proposed curve: what it is, the two tables, the reconstruction beside them, saving. */
export function CurveWorkbench({ trials, references, figures, propose }: Props) {
  const t = useTranslations('curate');
  const formId = useId();
  const { texts, units, setUnits, accepted, setAccepted, curve, setCurve, settled, reading, complete, form, change } =
    useCurveImport(propose);
  const rebuilt = useRebuilt(complete, reading, figures, form.values);
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
      <CurveTables
        formId={formId}
        texts={texts}
        units={units}
        reading={reading}
        disabled={!form.ready}
        onUnits={setUnits}
        onChange={change}
      />
      <CurvePick curves={reading.curves} chosen={curve} disabled={!form.ready} onChange={setCurve} />
      <CurveCorrections
        corrections={reading.corrections}
        accepted={accepted}
        disabled={!form.ready}
        onAccept={setAccepted}
      />
      <Preview formId={formId} rebuilt={rebuilt} complete={complete} points={reading.points} />
      <div className={entry.actions}>
        <Button type="submit" look="primary" disabled={form.pending || !settled}>
          {form.pending && form.ready ? t('working') : t('propose')}
        </Button>
        <p className={entry.hint}>{t('proposeHint')}</p>
      </div>
    </form>
  );
}

/** What was typed, chosen and read. `settled`: what is read is what stands in the fields now. */
function useCurveImport(propose: Props['propose']) {
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
  const change = (kind: 'points' | 'counts', text: string): void => {
    setTexts((before) => ({ ...before, [kind]: text }));
    if (kind !== 'points') return;
    setAccepted(false);
    setCurve(null);
  };
  const settled = deferred === texts;
  return { texts, units, setUnits, accepted, setAccepted, curve, setCurve, settled, reading, complete, form, change };
}

type Reading = ReturnType<typeof readCurve>;

/** The curve as individual data, beside the printed figures of the same patients; null until the tables are complete. */
function useRebuilt(
  complete: boolean,
  reading: Reading,
  figures: readonly PrintedFigure[],
  values: ReturnType<typeof useCurveForm>['values'],
): Reconstruction | null {
  const { trialSlug: trial, endpoint, timeZero, stratumKmt2a, stratumRisk, stratumArm, totalEvents } = values;
  return useMemo(() => {
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
        totalEvents: TotalEvents.safeParse(totalEvents).data ?? null,
      },
      printed,
    );
  }, [complete, reading, figures, trial, endpoint, timeZero, stratumKmt2a, stratumRisk, stratumArm, totalEvents]);
}

type TablesProps = Readonly<{
  formId: string;
  texts: Readonly<{ points: string; counts: string }>;
  units: CurveUnits;
  reading: Reading;
  disabled: boolean;
  onUnits: (units: CurveUnits) => void;
  onChange: (kind: 'points' | 'counts', text: string) => void;
}>;

/** The points that were read off the figure, and the numbers at risk printed under it. */
function CurveTables({ formId, texts, units, reading, disabled, onUnits, onChange }: TablesProps) {
  const t = useTranslations('curate');
  return (
    <fieldset className={entry.group} disabled={disabled}>
      <legend>{t('tables')}</legend>
      <CurveUnitFields formId={formId} units={units} onChange={onUnits} />
      <div className={`${classes.tables} ${entry.wide}`}>
        <CurveText
          kind="points"
          text={texts.points}
          rows={reading.points.length}
          problems={reading.pointProblems}
          notes={reading.pointNotes}
          disabled={disabled}
          onChange={(text) => onChange('points', text)}
        />
        <CurveText
          kind="counts"
          text={texts.counts}
          rows={reading.counts.length}
          problems={reading.countProblems}
          notes={reading.countNotes}
          disabled={disabled}
          onChange={(text) => onChange('counts', text)}
        />
      </div>
    </fieldset>
  );
}

type PreviewProps = Readonly<{
  formId: string;
  rebuilt: Reconstruction | null;
  complete: boolean;
  points: Reading['points'];
}>;

/** How well the reconstruction fits, as soon as there is one. */
function Preview({ formId, rebuilt, complete, points }: PreviewProps) {
  const t = useTranslations('curate');
  return (
    <section className={classes.section} aria-labelledby={`${formId}-fit`}>
      <h3 id={`${formId}-fit`}>{t('preview')}</h3>
      {rebuilt === null ? (
        <p className="muted">{t(complete ? 'notRebuilt' : 'previewLater')}</p>
      ) : (
        <>
          <FitVerdict rebuilt={rebuilt} />
          <CurveFit points={points} rebuilt={rebuilt} />
        </>
      )}
    </section>
  );
}
