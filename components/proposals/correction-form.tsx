'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { TypedField, type Choice } from '@/components/curate/typed-field';
import entry from '@/components/ui/entry.module.css';
import { asDraft, type Typed } from '@/lib/merging/begun';
import { checkFigure } from '@/lib/registry/proposals/checks';
import { COPY_NAMES } from '@/lib/registry/proposals/copy-fields';
import { ALSO_RISKS } from '@/lib/registry/proposals/figure-fields';
import {
  corrected,
  correctionErrors,
  correctionFields,
  CorrectionInput,
  type CorrectionErrors,
  type CorrectionField,
} from '@/lib/registry/proposals/schema';
import type { ProposalState } from '@/lib/registry/proposals/state';
import type { Estimate, Trial } from '@/lib/registry/schema';
import { TIME_ZEROS } from '@/lib/registry/vocabulary';
import { CaveatBoxes } from './caveat-boxes';
import { DraftNote } from './draft-note';
import { FigureChecksNote } from './figure-checks-note';
import { ProposalForm, useProposing } from './proposal-form';
import { useBegun } from './use-begun';
import { useDraft, type DraftKeeping } from './use-draft';

const NUMBERS = ['estimate', 'timeYears', 'se', 'ciLow', 'ciHigh', 'ciLevel', 'n', 'nAnalysed', 'events'] as const;

const BESIDE = [
  'atRisk',
  'againstEn',
  'againstRu',
  'hazardRatio',
  'hrLow',
  'hrHigh',
  'hrLevel',
  'p',
  'noteEn',
  'noteRu',
  ...COPY_NAMES,
] as const;

type Props = Readonly<{
  trial: Trial;
  estimate: Estimate;
  /** the other studies, by whose risk groups a source may name the patients */
  studies: readonly Choice[];
  draft: DraftKeeping & Readonly<{ values: Typed | null }>;
  propose: (trial: string, estimate: string, sent: Readonly<{ values: Typed; began: Typed }>) => Promise<ProposalState>;
}>;
/** The fields as they are typed, with the draft that they began with; discarding goes back to the figure as it stands. */
function useCorrection(estimate: Estimate, draft: Props['draft']) {
  const { values, began, restart, ...form } = useBegun(correctionFields(estimate), draft.values);
  const { kept, forget } = useDraft(draft, asDraft({ values, began }), asDraft({ values: began, began }));
  const discard = (): void => {
    forget();
    restart();
  };
  return { values: { ...correctionFields(estimate), ...values }, began, ...form, kept, forget, discard };
}

/** A figure as it stands, to be corrected; what the checks say of what is typed stands beside it all the time. */
export function CorrectionForm({ trial, estimate, studies, draft, propose }: Props) {
  const t = useTranslations('proposals');
  const vocabulary = useTranslations('vocabulary');
  const { values, began, meanwhile, fill, meet, kept, forget, discard } = useCorrection(estimate, draft);
  const read = CorrectionInput.safeParse(values);
  const typed = CorrectionInput.safeParse({ ...values, reason: '-'.repeat(10) });
  const { asked, answer, disabled, submit } = useProposing(read.success, async () => {
    const state = await propose(trial.slug, estimate.id, { values, began });
    if (state.now !== null) meet(state.now);
    if (state.ok) forget();
    return state;
  });
  const errors = read.success ? {} : correctionErrors(read.error);
  const shown: CorrectionErrors = asked ? errors : { ...errors, reason: undefined };
  const row = (name: CorrectionField, choices?: readonly Choice[]): ReactNode => (
    <CorrectionRow
      key={name}
      {...{ name, choices, meanwhile }}
      value={values[name]}
      error={shown[name]}
      onChange={(value) => fill({ [name]: value })}
    />
  );
  return (
    <ProposalForm
      button={t('propose')}
      saved={t('saved')}
      answer={answer}
      disabled={disabled}
      submit={submit}
      below={<DraftNote at={draft.at} kept={kept} onDiscard={discard} />}
    >
      <fieldset className={entry.group}>
        <legend>{t('figure')}</legend>
        {NUMBERS.map((name) => row(name))}
        {row(
          'timeZero',
          TIME_ZEROS.map((value) => ({ value, label: vocabulary(`timeZero.${value}`) })),
        )}
        {row(
          'chartable',
          (['yes', 'no'] as const).map((value) => ({ value, label: t(value) })),
        )}
        {row('sourceLocator')}
        {row('alsoProtocol', [{ value: '', label: t('noProtocol') }, ...studies])}
        {row(
          'alsoRisk',
          ALSO_RISKS.map((value) => ({ value, label: value === '' ? t('noGroup') : vocabulary(`risk.${value}`) })),
        )}
        <CaveatBoxes value={values.caveats} onChange={(caveats) => fill({ caveats })} />
      </fieldset>
      <fieldset className={entry.group}>
        <legend>{t('beside')}</legend>
        {BESIDE.map((name) => row(name))}
        {row('reason')}
      </fieldset>
      {typed.success && <FigureChecksNote checks={checkFigure(trial, corrected(estimate, typed.data))} />}
    </ProposalForm>
  );
}

type RowProps = Readonly<{
  name: CorrectionField;
  value: string;
  choices: readonly Choice[] | undefined;
  error: CorrectionErrors[CorrectionField];
  /** what others have written in the same field since */
  meanwhile: Typed;
  onChange: (value: string) => void;
}>;

function CorrectionRow({ name, value, choices, error, meanwhile, onChange }: RowProps) {
  const t = useTranslations('proposals');
  const theirs = meanwhile[name];
  return (
    <TypedField
      label={t(`label.${name}`)}
      value={value}
      choices={choices}
      hint={theirs === undefined ? undefined : t('meanwhile', { text: theirs === '' ? '–' : theirs })}
      error={error === undefined ? undefined : t(`fieldError.${error}`)}
      onChange={onChange}
    />
  );
}
