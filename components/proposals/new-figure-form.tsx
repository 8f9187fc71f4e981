'use client';

import { useTranslations } from 'next-intl';
import { useState, type ReactNode } from 'react';
import { TypedField, type Choice } from '@/components/curate/typed-field';
import entry from '@/components/ui/entry.module.css';
import { checkFigure, type FigureChecks } from '@/lib/registry/proposals/checks';
import { COPY_NAMES } from '@/lib/registry/proposals/copy-fields';
import {
  emptyFigure,
  figureErrors,
  FigureInput,
  newFigure,
  newReport,
  type FigureErrors,
  type FigureField,
  type FigureFields,
} from '@/lib/registry/proposals/figure-schema';
import type { ProposalState, ReferenceAnswer } from '@/lib/registry/proposals/state';
import type { Trial } from '@/lib/registry/schema';
import { CaveatBoxes } from './caveat-boxes';
import { DraftNote } from './draft-note';
import { FigureChecksNote } from './figure-checks-note';
import { pastedInto } from '@/lib/registry/references/pasted-paper';
import { PaperPaste } from './paper-paste';
import { ProposalForm, useProposing } from './proposal-form';
import { useDraft, type DraftKeeping } from './use-draft';
import { useFigureChoices } from './use-figure-choices';

const PAPER = ['doi', 'pmid', 'title', 'authors', 'journal', 'year', 'volume', 'issue', 'pages', 'level'] as const;
const PATIENTS = [
  'labelEn',
  'labelRu',
  'kmt2a',
  'risk',
  'arm',
  'age',
  'otherEn',
  'otherRu',
  'alsoProtocol',
  'alsoRisk',
  'n',
  'nAnalysed',
  'events',
] as const;
const DETAIL = ['endpointDetailEn', 'endpointDetailRu'] as const;
const FIGURE = ['timeYears', 'timeZero', 'estimate', 'se', 'ciLow', 'ciHigh', 'ciLevel', 'sourceLocator'] as const;
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
const LAST = ['chartable', 'reason'] as const;
/** Until it is proposed, what is still empty is no fault. */
const WAITING = ['required', 'choose', 'reason-length', 'both-languages'];
const LOCATED = { sourceLocator: '-', labelEn: '-', labelRu: '-', reason: '-'.repeat(10), level: 'review' };

type Props = Readonly<{
  trial: Trial;
  /** the other studies, by whose risk groups a source may name the patients */
  studies: readonly Choice[];
  /** fields that the form begins with: a draft, or a posted result */
  first?: Partial<FigureFields>;
  draft: DraftKeeping;
  read: (text: string) => Promise<ReferenceAnswer>;
  propose: (trial: string, input: FigureFields) => Promise<ProposalState>;
}>;

/** A new figure of a study with its paper; what the checks say of what is typed stands beside it all the time. */
export function NewFigureForm({ trial, studies, first, draft, read, propose }: Props) {
  const t = useTranslations('proposals');
  const [values, setValues] = useState<FigureFields>(() => ({ ...emptyFigure(), ...first }));
  const { kept, forget: throwAway } = useDraft(draft, values, emptyFigure());
  const parsed = FigureInput.safeParse(values);
  const typed = FigureInput.safeParse({ ...values, ...LOCATED, otherEn: '', otherRu: '' });
  const { ready, asked, answer, forget, ...sending } = useProposing(parsed.success, async () => {
    const state = await propose(trial.slug, values);
    if (state.ok) throwAway();
    return state;
  });
  const fill = (more: Partial<FigureFields>): void => {
    setValues((before) => ({ ...before, ...more }));
    forget();
  };
  const said = answer !== null && typeof answer === 'object' ? answer.fieldErrors : {};
  const errors = { ...said, ...(parsed.success ? {} : shown(figureErrors(parsed.error), asked)) };
  const group = (legend: string, names: readonly FigureField[], before?: ReactNode): ReactNode => (
    <FieldGroup legend={legend} names={names} before={before} {...{ trial, studies, values, errors, fill }} />
  );
  const discard = (): void => {
    throwAway();
    setValues(emptyFigure());
  };
  return (
    <ProposalForm
      button={t('proposeFigure')}
      saved={t('figureSaved')}
      answer={answer}
      below={<DraftNote at={draft.at} kept={kept} onDiscard={discard} />}
      {...sending}
    >
      {group(
        t('paper'),
        PAPER,
        <PaperPaste ready={ready} read={read} onRead={(pasted) => fill(pastedInto(values, pasted))} />,
      )}
      {group(t('patients'), PATIENTS)}
      {group(t('newFigure'), ['endpoint', ...(values.endpoint === 'other' ? DETAIL : []), ...FIGURE])}
      <CaveatBoxes value={values.caveats} onChange={(caveats) => fill({ caveats })} />
      {group(t('besideFigure'), [...BESIDE, ...LAST])}
      {typed.success && <FigureChecksNote checks={checksOf(trial, typed.data)} />}
    </ProposalForm>
  );
}

/** What the checks say of the figure in its paper. */
function checksOf(trial: Trial, input: FigureInput): FigureChecks {
  const report = { ...newReport(trial.slug, { id: '' }), published: input.year === '' ? null : input.year };
  return checkFigure({ ...trial, reports: [...trial.reports, report] }, newFigure(trial, input, { id: '' }, ''));
}

function shown(errors: FigureErrors, asked: boolean): FigureErrors {
  if (asked) return errors;
  return Object.fromEntries(Object.entries(errors).filter(([, error]) => !WAITING.includes(error)));
}

type GroupProps = Readonly<{
  legend: string;
  names: readonly FigureField[];
  before: ReactNode;
  trial: Trial;
  studies: readonly Choice[];
  values: FigureFields;
  errors: FigureErrors;
  fill: (more: Partial<FigureFields>) => void;
}>;

function FieldGroup({ legend, names, before, trial, studies, values, errors, fill }: GroupProps) {
  const t = useTranslations('proposals');
  const choices = useFigureChoices(trial, studies);
  return (
    <fieldset className={entry.group}>
      <legend>{legend}</legend>
      {before}
      {names.map((name) => {
        const error = errors[name];
        return (
          <TypedField
            key={name}
            label={t(`label.${name}`)}
            value={values[name]}
            choices={choices[name]}
            wide={name === 'title' || name === 'authors' || name === 'reason'}
            hint={name === 'authors' ? t('authorsHint') : undefined}
            error={error === undefined ? undefined : t(`fieldError.${error}`)}
            onChange={(value) => fill({ [name]: value })}
          />
        );
      })}
    </fieldset>
  );
}
