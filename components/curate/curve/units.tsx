'use client';

import { useTranslations } from 'next-intl';
import entry from '@/components/ui/entry.module.css';
import { Select } from '@/components/ui/field';
import type { CurveUnits } from '@/lib/comparison/figure/reconstructed-reading';
import { fieldId } from './field';

const TIMES = ['years', 'months'] as const satisfies readonly CurveUnits['time'][];
const SURVIVALS = ['percent', 'proportion'] as const satisfies readonly CurveUnits['survival'][];

/** In what the tables count; nothing is guessed, for 1 may be a percent or everybody. */
export function CurveUnitFields({
  formId,
  units,
  onChange,
}: Readonly<{ formId: string; units: CurveUnits; onChange: (units: CurveUnits) => void }>) {
  const t = useTranslations('curate.unit');
  return (
    <>
      <div className={entry.field}>
        <label htmlFor={fieldId(formId, 'time')} className={entry.label}>
          {t('time')}
        </label>
        <Select
          id={fieldId(formId, 'time')}
          look="form"
          value={units.time}
          onChange={({ currentTarget: { value } }) =>
            onChange({ ...units, time: TIMES.find((one) => one === value) ?? 'years' })
          }
        >
          {TIMES.map((value) => (
            <option key={value} value={value}>
              {t(value)}
            </option>
          ))}
        </Select>
      </div>
      <div className={entry.field}>
        <label htmlFor={fieldId(formId, 'survival')} className={entry.label}>
          {t('survival')}
        </label>
        <Select
          id={fieldId(formId, 'survival')}
          look="form"
          value={units.survival}
          onChange={({ currentTarget: { value } }) =>
            onChange({ ...units, survival: SURVIVALS.find((one) => one === value) ?? 'percent' })
          }
        >
          {SURVIVALS.map((value) => (
            <option key={value} value={value}>
              {t(value)}
            </option>
          ))}
        </Select>
      </div>
    </>
  );
}
