'use client';

import { useLocale, useTranslations } from 'next-intl';
import entry from '@/components/ui/entry.module.css';
import { inLocale } from '@/lib/i18n/format';
import type { CurveTrial } from '@/lib/registry/curves/records';
import { KMT2A_STRATA, RISK_STRATA, SOURCE_LEVELS, SURVIVAL_ENDPOINTS, TIME_ZEROS } from '@/lib/registry/vocabulary';
import { CurveFieldRow, type Choice, type FieldsOfForm } from './curve-field';

type Props = Readonly<{
  form: FieldsOfForm;
  trials: readonly CurveTrial[];
  references: readonly Choice[];
  disabled: boolean;
}>;

/** Whose curve it is, what it shows, and where it is printed. */
export function CurveDescription({ form, trials, references, disabled }: Props) {
  const t = useTranslations();
  const locale = useLocale();
  const none: Choice = { value: '', label: t('curate.choose') };
  const arms = trials.find(({ slug }) => slug === form.values.trialSlug)?.arms ?? [];
  return (
    <>
      <fieldset className={entry.group} disabled={disabled}>
        <legend>{t('curate.describe')}</legend>
        <CurveFieldRow
          name="trialSlug"
          form={form}
          choices={[none, ...trials.map(({ slug, acronym }) => ({ value: slug, label: acronym }))]}
        />
        <CurveFieldRow
          name="endpoint"
          form={form}
          choices={SURVIVAL_ENDPOINTS.map((value) => ({
            value,
            label: `${t(`vocabulary.endpoint.${value}.short`)} – ${t(`vocabulary.endpoint.${value}.long`)}`,
          }))}
        />
        <CurveFieldRow
          name="timeZero"
          form={form}
          choices={[none, ...TIME_ZEROS.map((value) => ({ value, label: t(`vocabulary.timeZero.${value}`) }))]}
        />
        <CurveFieldRow
          name="stratumKmt2a"
          form={form}
          choices={[none, ...KMT2A_STRATA.map((value) => ({ value, label: t(`vocabulary.kmt2a.${value}`) }))]}
        />
        <CurveFieldRow
          name="stratumRisk"
          form={form}
          choices={RISK_STRATA.map((value) => ({ value, label: t(`vocabulary.risk.${value}`) }))}
        />
        <CurveFieldRow
          name="stratumArm"
          form={form}
          choices={[
            { value: '', label: t('curate.allArms') },
            ...arms.map(({ slug, name }) => ({ value: slug, label: inLocale(name, locale) })),
          ]}
        />
        <CurveFieldRow name="labelEn" form={form} hint={t('curate.labelHint')} />
        <CurveFieldRow name="labelRu" form={form} />
        <CurveFieldRow name="totalEvents" form={form} optional hint={t('curate.eventsHint')} />
      </fieldset>
      <SourceFields form={form} references={references} disabled={disabled} />
    </>
  );
}

/** Where the curve is printed. */
function SourceFields({ form, references, disabled }: Pick<Props, 'form' | 'references' | 'disabled'>) {
  const t = useTranslations();
  const none: Choice = { value: '', label: t('curate.choose') };
  return (
    <fieldset className={entry.group} disabled={disabled}>
      <legend>{t('curate.source')}</legend>
      <CurveFieldRow name="sourceRef" form={form} choices={[none, ...references]} wide />
      <CurveFieldRow name="sourceLocator" form={form} hint={t('curate.locatorHint')} />
      <CurveFieldRow
        name="sourceLevel"
        form={form}
        choices={[none, ...SOURCE_LEVELS.map((value) => ({ value, label: t(`source.level.${value}`) }))]}
      />
      <CurveFieldRow name="sourceUrl" form={form} optional />
    </fieldset>
  );
}
