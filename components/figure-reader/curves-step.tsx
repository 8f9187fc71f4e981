'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import entry from '@/components/ui/entry.module.css';
import { Input, Select } from '@/components/ui/field';
import type { Arm, Sheet } from '@/lib/figure-reading/person/sheet';
import type { Refusal } from '@/lib/figure-reading/refusal';
import type { Aim } from './aim';
import classes from './figure-reader.module.css';
import type { SheetControl } from './use-sheet';

const DASHES = ['solid', 'dashed'] as const;

type Props = Readonly<{
  control: SheetControl;
  isPicture: boolean;
  refusals: readonly Refusal[];
  aim: Aim | null;
  onAim: (aim: Aim | null) => void;
}>;

/** Which lines are curves, and what each is called. */
export function CurvesStep({ control: { sheet, change, changeArm }, isPicture, refusals, aim, onAim }: Props) {
  const t = useTranslations('curveReader.curves');
  return (
    <section className={classes.step} aria-labelledby="reader-curves">
      <h2 id="reader-curves">{t('title')}</h2>
      {isPicture && (
        <>
          <div className={classes.row}>
            <Button look="plain" aria-pressed={aim?.kind === 'curve'} onClick={() => onAim({ kind: 'curve' })}>
              {t('add')}
            </Button>
          </div>
          <p className={classes.hint}>{t('addHint')}</p>
        </>
      )}
      <ul className={classes.list}>
        {sheet.arms.map((arm, i) => (
          <ArmRow
            key={i}
            arm={arm}
            number={i + 1}
            isPicture={isPicture}
            onChange={(to) => changeArm(i, to)}
            onRemove={() => change((before) => withoutArm(before, i))}
          />
        ))}
      </ul>
      {refusals.map((refusal, i) => (
        <CurveRefusal key={i} refusal={refusal} arms={sheet.arms} />
      ))}
    </section>
  );
}

function withoutArm(sheet: Sheet, index: number): Sheet {
  return { ...sheet, arms: sheet.arms.filter((_, i) => i !== index) };
}

/** A refusal of the tracer names a curve by its number among the arms. */
function CurveRefusal({ refusal: { code, subject, would }, arms }: { refusal: Refusal; arms: readonly Arm[] }) {
  const t = useTranslations('curveReader.refusal');
  const index = Number(subject);
  const name = subject !== null && /^\d+$/.test(subject) ? arms[index]?.label || String(index + 1) : (subject ?? '');
  return (
    <p role="alert" className={classes.refused}>
      {t(code, { subject: name, would: would ?? '' })}
    </p>
  );
}

type RowProps = Readonly<{
  arm: Arm;
  number: number;
  isPicture: boolean;
  onChange: (to: (before: Arm) => Arm) => void;
  onRemove: () => void;
}>;

function ArmRow({ arm, number, isPicture, onChange, onRemove }: RowProps) {
  const t = useTranslations('curveReader.curves');
  const name = arm.label === '' ? t('numbered', { number }) : arm.label;
  return (
    <li>
      <div className={classes.row}>
        <span className={classes.chip} style={{ background: arm.colour }} aria-hidden="true" />
        <span className={classes.grow}>
          <Input
            look="form"
            aria-label={t('name', { number })}
            placeholder={t('numbered', { number })}
            value={arm.label}
            maxLength={200}
            onChange={({ currentTarget: { value } }) => onChange((before) => ({ ...before, label: value }))}
          />
        </span>
        {isPicture ? (
          <Button look="small" aria-label={t('removeNamed', { name })} onClick={onRemove}>
            {t('remove')}
          </Button>
        ) : (
          <label className={entry.check}>
            <Input
              type="checkbox"
              checked={arm.taken}
              aria-label={t('takeNamed', { name })}
              onChange={({ currentTarget: { checked } }) => onChange((before) => ({ ...before, taken: checked }))}
            />
            {t('take')}
          </label>
        )}
      </div>
      {isPicture && (
        <div className={classes.dash}>
          <span className={classes.hint}>{arm.colour}</span>
          <Select
            look="form"
            aria-label={t('dashNamed', { name })}
            value={arm.dash}
            onChange={({ currentTarget: { value } }) => onChange((before) => ({ ...before, dash: value }))}
          >
            {DASHES.map((dash) => (
              <option key={dash} value={dash}>
                {t(`dash.${dash}`)}
              </option>
            ))}
          </Select>
        </div>
      )}
    </li>
  );
}
