'use client';

import { useLocale, useTranslations } from 'next-intl';
import entry from '@/components/ui/entry.module.css';
import { inLocale } from '@/lib/i18n/format';
import type { CurveTrial } from '@/lib/registry/curves/records';
import type { CurveField } from '@/lib/registry/curves/schema';
import { KMT2A_STRATA, RISK_STRATA, SOURCE_LEVELS, SURVIVAL_ENDPOINTS, TIME_ZEROS } from '@/lib/registry/vocabulary';
import { CurveFieldRow, type FieldsOfForm } from './field';
import type { Choice } from '../typed-field';

type Props = Readonly<{
  form: FieldsOfForm;
  trials: readonly CurveTrial[];
  references: readonly Choice[];
  disabled: boolean;
}>;

type Row = Readonly<{ choices?: readonly Choice[]; optional?: boolean; hint?: string; wide?: boolean }>;

/** The fields in the order of the page. */
const DESCRIPTION = [
  'trialSlug',
  'endpoint',
  'timeZero',
  'stratumKmt2a',
  'stratumRisk',
  'stratumArm',
  'labelEn',
  'labelRu',
  'totalEvents',
] as const satisfies readonly CurveField[];
const SOURCE = ['sourceRef', 'sourceLocator', 'sourceLevel', 'sourceUrl'] as const satisfies readonly CurveField[];
type Shown = (typeof DESCRIPTION)[number] | (typeof SOURCE)[number];

/** Whose curve it is, what it shows, and where it is printed. */
export function CurveDescription({ form, trials, references, disabled }: Props) {
  const t = useTranslations('curate');
  // A field of the schema that no group shows does not compile.
  const rows: Record<CurveField, Row> = useCurveRows(form, trials, references);
  const group = (legend: string, fields: readonly CurveField[]) => (
    <fieldset className={entry.group} disabled={disabled}>
      <legend>{legend}</legend>
      {fields.map((name) => (
        <CurveFieldRow key={name} name={name} form={form} {...rows[name]} />
      ))}
    </fieldset>
  );
  return (
    <>
      {group(t('describe'), DESCRIPTION)}
      {group(t('source'), SOURCE)}
    </>
  );
}

/** What each field is chosen from, or its hint. */
export function useCurveRows(
  { values }: Pick<FieldsOfForm, 'values'>,
  trials: readonly CurveTrial[],
  references: readonly Choice[],
): Record<Shown, Row> {
  const t = useTranslations();
  const locale = useLocale();
  const none: Choice = { value: '', label: t('curate.choose') };
  const arms = trials.find(({ slug }) => slug === values.trialSlug)?.arms ?? [];
  return {
    trialSlug: { choices: [none, ...trials.map(({ slug, acronym }) => ({ value: slug, label: acronym }))] },
    endpoint: {
      choices: [
        none,
        ...SURVIVAL_ENDPOINTS.map((value) => ({
          value,
          label: `${t(`vocabulary.endpoint.${value}.short`)} – ${t(`vocabulary.endpoint.${value}.long`)}`,
        })),
      ],
    },
    timeZero: {
      choices: [none, ...TIME_ZEROS.map((value) => ({ value, label: t(`vocabulary.timeZero.${value}`) }))],
    },
    stratumKmt2a: {
      choices: [none, ...KMT2A_STRATA.map((value) => ({ value, label: t(`vocabulary.kmt2a.${value}`) }))],
    },
    stratumRisk: { choices: RISK_STRATA.map((value) => ({ value, label: t(`vocabulary.risk.${value}`) })) },
    stratumArm: {
      choices: [
        { value: '', label: t('curate.allArms') },
        ...arms.map(({ slug, name }) => ({ value: slug, label: inLocale(name, locale) })),
      ],
    },
    labelEn: { hint: t('curate.labelHint') },
    labelRu: {},
    totalEvents: { optional: true, hint: t('curate.eventsHint') },
    sourceRef: { choices: [none, ...references], wide: true },
    sourceLocator: { hint: t('curate.locatorHint') },
    sourceLevel: {
      choices: [none, ...SOURCE_LEVELS.map((value) => ({ value, label: t(`source.level.${value}`) }))],
    },
    sourceUrl: { optional: true },
  };
}
