'use client';

import { useLocale, useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import entry from '@/components/ui/entry.module.css';
import { Input } from '@/components/ui/field';
import { formatNumber } from '@/lib/i18n/format';
import { stretchKey } from '@/lib/figure-reading/person/sheet';
import type { ReadArm } from '@/lib/figure-reading/person/finished';
import type { DoubtfulStretch } from '@/lib/figure-reading/reading';
import type { Aim } from './aim';
import classes from './figure-reader.module.css';
import type { SheetControl } from './use-sheet';

type Props = Readonly<{
  control: SheetControl;
  arms: readonly ReadArm[];
  isPicture: boolean;
  aim: Aim | null;
  onAim: (aim: Aim | null) => void;
  onLook: (arm: ReadArm, stretch: DoubtfulStretch) => void;
}>;

/** Along each curve: what is doubtful, and what can be put right. */
export function CheckStep({ control, arms, isPicture, aim, onAim, onLook }: Props) {
  const t = useTranslations('curveReader.check');
  return (
    <section className={classes.step} aria-labelledby="reader-check">
      <h2 id="reader-check">{t('title')}</h2>
      <p className={classes.hint}>{t('hint')}</p>
      <div className={classes.row}>
        <Button look="small" disabled={!control.canUndo} onClick={control.undo} aria-keyshortcuts="Control+Z">
          {t('undo')}
        </Button>
        <Button look="small" disabled={!control.canRedo} onClick={control.redo} aria-keyshortcuts="Control+Shift+Z">
          {t('redo')}
        </Button>
      </div>
      <ul className={classes.list}>
        {arms.map((arm) => (
          <li key={arm.index}>
            <ArmCheck control={control} arm={arm} isPicture={isPicture} aim={aim} onAim={onAim} onLook={onLook} />
          </li>
        ))}
      </ul>
    </section>
  );
}

const TOOLS = ['waypoint', 'level', 'end', 'mark'] as const;

type ArmProps = Omit<Props, 'arms'> & Readonly<{ arm: ReadArm }>;

function ArmCheck({ control, arm: read, isPicture, aim, onAim, onLook }: ArmProps) {
  const t = useTranslations('curveReader.check');
  const locale = useLocale();
  const { arm, curve, index, left } = read;
  const name = arm.label === '' ? t('numbered', { number: index + 1 }) : arm.label;
  const end = formatNumber(rounded(curve.end), locale);
  return (
    <>
      <h3>{name}</h3>
      <p className={classes.hint}>
        {t('read', { steps: curve.points.length - 1, end, marks: curve.censored.length })}{' '}
        {left.length === 0 ? t('allSeen') : t('left', { count: left.length })}
      </p>
      <Stretches control={control} arm={read} name={name} onLook={onLook} />
      <div className={classes.row}>
        {TOOLS.filter((kind) => isPicture || kind !== 'waypoint').map((kind) => (
          <Button
            key={kind}
            look="small"
            aria-label={t('toolNamed', { tool: t(`tool.${kind}`), name })}
            aria-pressed={aim?.kind === kind && aim.arm === index}
            onClick={() => onAim(aim?.kind === kind && aim.arm === index ? null : { kind, arm: index })}
          >
            {t(`tool.${kind}`)}
          </Button>
        ))}
      </div>
    </>
  );
}

const rounded = (value: number): number => Math.round(value * 100) / 100;

type StretchProps = Pick<ArmProps, 'control' | 'arm' | 'onLook'> & Readonly<{ name: string }>;

/** What a person has to look at, one by one. */
function Stretches({ control: { changeArm }, arm: read, name, onLook }: StretchProps) {
  const t = useTranslations('curveReader.check');
  const locale = useLocale();
  const seen = new Set(read.arm.seen);
  if (read.read.doubtful.length === 0) return null;
  return (
    <ul className={classes.stretches}>
      {read.read.doubtful.map((stretch) => {
        const key = stretchKey(stretch);
        const where = t('stretch', {
          from: formatNumber(rounded(stretch.from), locale),
          to: formatNumber(rounded(Math.min(stretch.to, Math.max(stretch.from, read.curve.end))), locale),
        });
        return (
          <li key={key}>
            <Button look="small" aria-label={t('lookNamed', { name, where })} onClick={() => onLook(read, stretch)}>
              {where}
            </Button>
            <span>{t(`doubt.${stretch.doubt}`)}</span>
            <label className={entry.check}>
              <Input
                type="checkbox"
                checked={seen.has(key)}
                aria-label={t('seenNamed', { name, where })}
                onChange={({ currentTarget: { checked } }) =>
                  changeArm(read.index, (before) => ({
                    ...before,
                    seen: checked ? [...before.seen, key] : before.seen.filter((one) => one !== key),
                  }))
                }
              />
              {t('seen')}
            </label>
          </li>
        );
      })}
    </ul>
  );
}
