'use client';

import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import entry from '@/components/ui/entry.module.css';
import { FigureReader, type FinishedFigure } from '@/components/figure-reader/figure-reader';
import { printedFor, reconstruction, type PrintedFigure } from '@/lib/comparison/figure/reconstructed-curve';
import type { ReadArm } from '@/lib/figure-reading/person/finished';
import { Link } from '@/lib/i18n/navigation';
import type { CurveTrial } from '@/lib/registry/curves/records';
import {
  TotalEvents,
  type CurveField,
  type ReadFigureSubmission,
  type SecondReadingInput,
} from '@/lib/registry/curves/schema';
import type { CurveState, SecondReadingState } from '@/lib/registry/curves/state';
import classes from './curate.module.css';
import { useCurveRows } from './curve/description';
import { CurveFieldRow, type FieldsOfForm } from './curve/field';
import { CurveFit, FitVerdict } from './curve/fit';
import { SecondReading, type WaitingName } from './second-reading';
import type { Choice } from './typed-field';
import { ARM_FIELDS, rowsFor, SHARED_FIELDS, useFigureForm, type FigureForm } from './use-figure-form';

type Props = Readonly<{
  trials: readonly CurveTrial[];
  references: readonly Choice[];
  figures: readonly PrintedFigure[];
  waiting: readonly WaitingName[];
  propose: (input: ReadFigureSubmission) => Promise<CurveState>;
  readAgain: (input: SecondReadingInput) => Promise<SecondReadingState>;
}>;

/** From a figure to its curves among curators: reading, then all of them in one step. */
export function CuratorReader(props: Props) {
  return <FigureReader outcome={(finished) => <FigureProposal {...props} finished={finished} />} />;
}

function FigureProposal({
  finished,
  trials,
  references,
  figures,
  waiting,
  propose,
  readAgain,
}: Props & { finished: FinishedFigure }) {
  const t = useTranslations('curveReader.propose');
  const open = useTranslations('curveReader.stillOpen');
  const refusal = useTranslations('curate.refusal');
  const form = useFigureForm(finished, propose);
  const { arms } = finished;
  return (
    <form
      className={classes.section}
      aria-labelledby="reader-propose"
      method="post"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        form.submit();
      }}
    >
      <h2 id="reader-propose">{t('title')}</h2>
      <p className={entry.hint}>{t('hint')}</p>
      {form.refused !== null && (
        <p role="alert" className={entry.summary}>
          {refusal(form.refused)}
        </p>
      )}
      {form.saved && (
        <p role="status" className={entry.done}>
          {t('saved')} <Link href="/curate/curves">{t('toList')}</Link>
        </p>
      )}
      <Shared form={form} trials={trials} references={references} />
      {arms.map((arm) => (
        <ArmFields
          key={arm.index}
          arm={arm}
          form={form}
          finished={finished}
          trials={trials}
          references={references}
          figures={figures}
          waiting={waiting}
          readAgain={readAgain}
        />
      ))}
      {finished.open !== null && <p className={entry.warning}>{open(finished.open)}</p>}
      <div className={entry.actions}>
        <Button type="submit" look="primary" disabled={form.pending || finished.open !== null || form.saved}>
          {form.pending ? t('working') : t('button', { count: arms.length })}
        </Button>
      </div>
    </form>
  );
}

type FieldsProps = Readonly<{
  form: FieldsOfForm;
  fields: readonly CurveField[];
  trials: readonly CurveTrial[];
  references: readonly Choice[];
}>;

function Fields({ form, fields, trials, references }: FieldsProps) {
  const rows = useCurveRows(form, trials, references);
  return fields.map((name) => <CurveFieldRow key={name} name={name} form={form} {...rows[name]} />);
}

type SharedProps = Readonly<{ form: FigureForm }> & Pick<Props, 'trials' | 'references'>;

function Shared({ form, trials, references }: SharedProps) {
  const t = useTranslations('curveReader.propose');
  const formId = useId();
  const fields: FieldsOfForm = { formId, values: form.shared, errors: form.sharedErrors, set: form.setShared };
  return (
    <fieldset className={entry.group}>
      <legend>{t('shared')}</legend>
      <Fields form={fields} fields={SHARED_FIELDS} trials={trials} references={references} />
    </fieldset>
  );
}

type ArmFieldsProps = SharedProps &
  Pick<Props, 'figures' | 'waiting' | 'readAgain'> &
  Readonly<{ arm: ReadArm; finished: FinishedFigure }>;

function ArmFields({ arm, form, finished, trials, references, figures, ...second }: ArmFieldsProps) {
  const t = useTranslations('curveReader');
  const formId = useId();
  const values = { ...form.shared, ...form.armValues(arm) };
  const fields: FieldsOfForm = {
    formId,
    values,
    errors: form.armErrors[arm.index] ?? {},
    set: (name, value) => form.setArm(arm.index, name, value),
  };
  const name = arm.arm.label === '' ? t('curves.numbered', { number: arm.index + 1 }) : arm.arm.label;
  return (
    <fieldset className={entry.group}>
      <legend>{t('propose.arm', { name })}</legend>
      <Fields form={fields} fields={ARM_FIELDS} trials={trials} references={references} />
      <div className={entry.wide}>
        <ArmFit arm={arm} finished={finished} values={values} figures={figures} />
        <SecondReading arm={arm} finished={finished} {...second} />
      </div>
    </fieldset>
  );
}

type FitProps = Readonly<{
  arm: ReadArm;
  finished: FinishedFigure;
  values: FieldsOfForm['values'];
  figures: readonly PrintedFigure[];
}>;

/** The curve rebuilt as the registry will show it, beside its own figures of the same patients. */
function ArmFit({ arm, finished, values, figures }: FitProps) {
  const t = useTranslations('curveReader.propose');
  const [opened, setOpened] = useState(false);
  const rows = rowsFor(arm, finished);
  if (rows === null) return null;
  const { trialSlug: trial, endpoint, timeZero, stratumKmt2a: kmt2a, stratumRisk: risk, stratumArm } = values;
  const stratum = { kmt2a, risk, arm: stratumArm === '' ? null : stratumArm };
  const rebuilt = reconstruction(
    { ...rows, totalEvents: TotalEvents.safeParse(values.totalEvents).data ?? null },
    printedFor({ trial, endpoint, timeZero, stratum }, figures),
  );
  if (rebuilt === null || rows.counts.length < 2) return <p className={entry.hint}>{t('notRebuilt')}</p>;
  return (
    <div className={classes.section}>
      <FitVerdict rebuilt={rebuilt} />
      <details onToggle={({ currentTarget }) => setOpened(currentTarget.open)}>
        <summary>{t('fit')}</summary>
        {opened && <CurveFit points={rows.points} rebuilt={rebuilt} />}
      </details>
    </div>
  );
}
