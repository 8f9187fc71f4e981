'use client';

import { Checkbox, NativeSelect } from '@mantine/core';
import { useTranslations } from 'next-intl';
import {
  FOREST_ORDERS,
  POOL_MODELS,
  POOL_SCALES,
  type CompareView,
  type Presentation,
} from '@/lib/comparison/presentation';
import classes from './compare.module.css';

type Props = Readonly<{
  /** the view that is shown, chosen or not */
  view: CompareView;
  presentation: Presentation;
  /** horizons of the figures of the endpoint, in years, ascending */
  horizons: readonly number[];
  /** two chosen figures are horizons of one source and one group */
  joinable: boolean;
  onChange: (presentation: Presentation) => void;
}>;

/** What can be chosen for one view only. */
export function ViewControls({ view, presentation, horizons, joinable, onChange }: Props) {
  const t = useTranslations('compare');
  const { horizon, join, pool, scale } = presentation;
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
          <OrderField presentation={presentation} onChange={onChange} />
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

/** In which order the rows of a forest plot stand. */
function OrderField({ presentation, onChange }: Pick<Props, 'presentation' | 'onChange'>) {
  const t = useTranslations('compare');
  return (
    <NativeSelect
      label={t('order')}
      data={FOREST_ORDERS.map((value) => ({ value, label: t(`orderOption.${value}`) }))}
      value={presentation.order}
      onChange={({ currentTarget: { value } }) =>
        onChange({ ...presentation, order: FOREST_ORDERS.find((one) => one === value) ?? 'chosen' })
      }
    />
  );
}
