import { useLocale, useTranslations } from 'next-intl';
import { inLocale } from '@/lib/i18n/format';
import { ALSO_RISKS } from '@/lib/registry/proposals/figure-fields';
import { READ_LEVELS, type FigureField } from '@/lib/registry/proposals/figure-schema';
import type { Trial } from '@/lib/registry/schema';
import { ENDPOINTS, KMT2A_STRATA, RISK_STRATA, TIME_ZEROS } from '@/lib/registry/vocabulary';
import type { Choice } from '@/components/curate/typed-field';

/** What can be chosen in the fields of a figure that are not typed, in words. */
export function useFigureChoices(
  trial: Trial,
  studies: readonly Choice[],
): Partial<Record<FigureField, readonly Choice[]>> {
  const t = useTranslations('proposals');
  const vocabulary = useTranslations('vocabulary');
  const sources = useTranslations('source');
  const locale = useLocale();
  const choose = { value: '', label: t('choose') };
  return {
    level: [choose, ...READ_LEVELS.map((value) => ({ value, label: sources(`level.${value}`) }))],
    endpoint: [choose, ...ENDPOINTS.map((value) => ({ value, label: vocabulary(`endpoint.${value}.long`) }))],
    timeZero: [choose, ...TIME_ZEROS.map((value) => ({ value, label: vocabulary(`timeZero.${value}`) }))],
    kmt2a: KMT2A_STRATA.map((value) => ({ value, label: vocabulary(`kmt2a.${value}`) })),
    risk: RISK_STRATA.map((value) => ({ value, label: vocabulary(`risk.${value}`) })),
    alsoProtocol: [{ value: '', label: t('noProtocol') }, ...studies],
    alsoRisk: ALSO_RISKS.map((value) => ({ value, label: value === '' ? t('noGroup') : vocabulary(`risk.${value}`) })),
    arm: [
      { value: '', label: t('allArms') },
      ...trial.arms.map(({ slug, name }) => ({ value: slug, label: inLocale(name, locale) })),
    ],
    chartable: (['yes', 'no'] as const).map((value) => ({ value, label: t(value) })),
  };
}
