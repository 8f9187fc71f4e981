'use client';

import { useLocale, useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import entry from '@/components/ui/entry.module.css';
import { Input, Select } from '@/components/ui/field';
import { formatNumber } from '@/lib/i18n/format';
import { contradiction, type Sheet, type TypedAxis } from '@/lib/figure-reading/person/sheet';
import type { PanelReading } from '@/lib/figure-reading/reading';
import classes from './figure-reader.module.css';
import type { Aim } from './aim';
import { AxisLetters } from './letters/axis-letters';
import type { LetterState } from './use-figure';

export const UNITS = ['days', 'weeks', 'months', 'years'] as const;
const KINDS = ['percent', 'fraction'] as const;
const SHOWS = ['survival', 'incidence'] as const;
const CORNERS = ['origin', 'end', 'top'] as const;

type Props = Readonly<{
  sheet: Sheet;
  panels: readonly PanelReading[];
  panel: PanelReading | null;
  isPicture: boolean;
  axesFault: 'x' | 'y' | null;
  aim: Aim | null;
  onAim: (aim: Aim | null) => void;
  onPanel: (index: number) => void;
  letters: LetterState;
  onLetters: () => void;
  change: (to: (before: Sheet) => Sheet) => void;
}>;

/** Which plot, what its axes count, and the person's word for it. */
export function AxesStep(props: Props) {
  const { sheet, panels, panel, isPicture, onPanel, change } = props;
  const t = useTranslations('curveReader.axes');
  const said = panel === null ? null : contradiction(panel, sheet);
  return (
    <section className={classes.step} aria-labelledby="reader-axes">
      <h2 id="reader-axes">{t('title')}</h2>
      {panels.length > 1 && (
        <div className={entry.field}>
          <label htmlFor="reader-plot" className={entry.label}>
            {t('plot')}
          </label>
          <Select
            look="form"
            id="reader-plot"
            value={sheet.panel}
            onChange={({ currentTarget }) => onPanel(Number(currentTarget.value))}
          >
            {panels.map(({ curves }, i) => (
              <option key={i} value={i}>
                {t('plotOf', { number: i + 1, curves: curves.length })}
              </option>
            ))}
          </Select>
        </div>
      )}
      {isPicture && <PictureAxes {...props} />}
      {panel !== null && <MeasuredAxes panel={panel} />}
      <Meaning sheet={sheet} change={change} />
      {said !== null && (
        <p role="alert" className={classes.refused}>
          {t(`contradiction.${said}`)}
        </p>
      )}
      <div className={classes.row}>
        <Button
          look={sheet.confirmed ? 'plain' : 'primary'}
          aria-pressed={sheet.confirmed}
          disabled={sheet.unit === null || sheet.as === null || sheet.shows === null || said !== null}
          onClick={() => change((before) => ({ ...before, confirmed: !before.confirmed }))}
        >
          {t(sheet.confirmed ? 'confirmed' : 'confirm')}
        </Button>
      </div>
      <p className={classes.hint}>{t('confirmHint')}</p>
    </section>
  );
}

/** Unit, direction and kind of numbers: wrong ones fit as well as right ones, so a person says them. */
function Meaning({ sheet, change }: Pick<Props, 'sheet' | 'change'>) {
  const t = useTranslations('curveReader.axes');
  const field = <Value extends string>(
    name: 'unit' | 'as' | 'shows',
    values: readonly Value[],
    label: (value: Value) => string,
  ) => (
    <div className={entry.field}>
      <label htmlFor={`reader-${name}`} className={entry.label}>
        {t(name)}
      </label>
      <Select
        look="form"
        id={`reader-${name}`}
        value={sheet[name] ?? ''}
        onChange={({ currentTarget: { value } }) => {
          const chosen = values.find((one) => one === value) ?? null;
          change((before) => ({ ...before, [name]: chosen, confirmed: false }));
        }}
      >
        <option value="">{t('choose')}</option>
        {values.map((value) => (
          <option key={value} value={value}>
            {label(value)}
          </option>
        ))}
      </Select>
    </div>
  );
  return (
    <div className={classes.meaning}>
      {field('unit', UNITS, (unit) => t(`units.${unit}`))}
      {field('as', KINDS, (as) => t(`kinds.${as}`))}
      {field('shows', SHOWS, (shows) => t(`showing.${shows}`))}
    </div>
  );
}

/** In pixels or points: ticks that lie worse are said. */
const WORST = 1;

function MeasuredAxes({ panel: { x, y, method } }: Readonly<{ panel: PanelReading }>) {
  const t = useTranslations('curveReader.axes');
  const locale = useLocale();
  // Axes that were not found measure nothing; the refusal says so.
  if (x.ticks.length === 0 || y.ticks.length === 0) return null;
  const line = (name: 'x' | 'y', axis: PanelReading['x'] | PanelReading['y'], factor: number) => {
    const [first = 0, last = 0] = [axis.ticks[0], axis.ticks.at(-1)].map((tick) =>
      Number(((tick ?? 0) * factor).toPrecision(6)),
    );
    return (
      <li>
        {t(name === 'x' ? 'time' : 'level')}: {formatNumber(first, locale)}–{formatNumber(last, locale)},{' '}
        {t(`from.${axis.from}`, { count: axis.ticks.length })},{' '}
        {t(method === 'vector' ? 'residualPoints' : 'residualPixels', {
          residual: formatNumber(axis.residual, locale, 2),
        })}
        {axis.residual > WORST && <strong> {t('crooked')}</strong>}
      </li>
    );
  };
  return (
    <ul className={classes.hint}>
      {line('x', x, 1)}
      {line('y', y, y.as === 'percent' ? 100 : 1)}
    </ul>
  );
}

type PictureProps = Omit<Props, 'panels' | 'panel' | 'isPicture' | 'onPanel'>;

/** What is printed on the axes of a picture, and, where its ticks are not found, where they lie. */
function PictureAxes({ sheet, axesFault, aim, onAim, letters, onLetters, change }: PictureProps) {
  const t = useTranslations('curveReader.axes');
  return (
    <>
      <AxisLetters letters={letters} onRead={onLetters} />
      <PrintedAxis name="x" sheet={sheet} axesFault={axesFault} change={change} />
      <PrintedAxis name="y" sheet={sheet} axesFault={axesFault} change={change} />
      <details>
        <summary>{t('corners')}</summary>
        <p className={classes.hint}>{t('cornersHint')}</p>
        <div className={classes.row}>
          {CORNERS.map((corner, i) => (
            <Button
              key={corner}
              look="small"
              aria-pressed={aim?.kind === 'corner' && aim.corner === i}
              onClick={() => onAim({ kind: 'corner', corner: i })}
            >
              {t(`corner.${corner}`)}
              {sheet.corners[i] === null ? '' : ' ✓'}
            </Button>
          ))}
          <Button
            look="small"
            onClick={() => change((before) => ({ ...before, corners: before.corners.map(() => null) }))}
          >
            {t('cornersClear')}
          </Button>
        </div>
      </details>
    </>
  );
}

type PrintedProps = Pick<Props, 'sheet' | 'axesFault' | 'change'> & Readonly<{ name: 'x' | 'y' }>;

function PrintedAxis({ name, sheet, axesFault, change }: PrintedProps) {
  const t = useTranslations('curveReader.axes');
  return (
    <fieldset className={classes.group}>
      <legend>{t(name === 'x' ? 'typedTime' : 'typedLevel')}</legend>
      <div className={classes.fields}>
        {(['first', 'last', 'step'] as const).map((part) => (
          <div key={part} className={entry.field}>
            <label htmlFor={`reader-${name}-${part}`} className={entry.label}>
              {t(part)}
            </label>
            <Input
              look="form"
              id={`reader-${name}-${part}`}
              inputMode="decimal"
              autoComplete="off"
              value={sheet[name][part]}
              aria-invalid={axesFault === name}
              aria-describedby={axesFault === name ? `reader-${name}-error` : undefined}
              onChange={({ currentTarget: { value } }) =>
                change((before) => ({ ...before, [name]: { ...before[name], [part]: value } satisfies TypedAxis }))
              }
            />
          </div>
        ))}
      </div>
      {axesFault === name && (
        <p id={`reader-${name}-error`} className={entry.error}>
          {t('axisFault')}
        </p>
      )}
    </fieldset>
  );
}
