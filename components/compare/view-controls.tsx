'use client';

import { Checkbox, NativeSelect } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { POOL_MODELS, POOL_SCALES, type Presentation } from '@/lib/comparison/presentation';
import classes from './compare.module.css';

type Props = Readonly<{
  presentation: Presentation;
  /** horizons of the figures of the endpoint, in years, ascending */
  horizons: readonly number[];
  /** two chosen figures are horizons of one source and one group */
  joinable: boolean;
  onChange: (presentation: Presentation) => void;
}>;

/** What can be chosen for one view only. */
export function ViewControls({ presentation, horizons, joinable, onChange }: Props) {
  const t = useTranslations('compare');
  const { view, horizon, join, pool, scale } = presentation;
  const years = [...new Set([...horizons, ...(horizon === null ? [] : [horizon])])].sort((a, b) => a - b);
  return (
    <>
      {(view === 'forest' || view === 'calendar') && (
        <NativeSelect
          label={t(view === 'forest' ? 'poolHorizon' : 'nearestHorizon')}
          data={[
            { value: '', label: t('horizonAuto') },
            ...years.map((value) => ({ value: String(value), label: t('years', { years: value }) })),
          ]}
          value={horizon?.toString() ?? ''}
          onChange={({ currentTarget: { value } }) =>
            onChange({ ...presentation, horizon: value === '' ? null : Number(value) })
          }
        />
      )}
      {view === 'forest' && (
        <>
          <NativeSelect
            label={t('pool')}
            data={POOL_MODELS.map((value) => ({ value, label: t(`poolModel.${value}`) }))}
            value={pool}
            onChange={({ currentTarget: { value } }) =>
              onChange({ ...presentation, pool: POOL_MODELS.find((model) => model === value) ?? 'none' })
            }
          />
          {pool !== 'none' && (
            <NativeSelect
              label={t('scale')}
              data={POOL_SCALES.map((value) => ({ value, label: t(`poolScale.${value}`) }))}
              value={scale}
              onChange={({ currentTarget: { value } }) =>
                onChange({ ...presentation, scale: POOL_SCALES.find((one) => one === value) ?? 'cloglog' })
              }
            />
          )}
        </>
      )}
      {view === 'survival' && (
        <div className={classes.group}>
          <Checkbox
            label={t('join')}
            checked={join}
            disabled={!joinable && !join}
            onChange={({ currentTarget: { checked } }) => onChange({ ...presentation, join: checked })}
          />
          {!joinable && <p className={classes.hint}>{t('notJoinable')}</p>}
        </div>
      )}
    </>
  );
}
