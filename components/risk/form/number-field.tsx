import { useTranslations } from 'next-intl';
import entryClasses from '@/components/ui/entry.module.css';
import { Input, Select } from '@/components/ui/field';
import { onDemand } from '@/components/ui/on-demand';
import { formatNumber } from '@/lib/i18n/format';
import type { RiskEvidence } from '@/lib/registry/trials/risk-outcomes';
import type { Conflict } from '@/lib/risk/explanation/contradictions';
import type { Facts } from '@/lib/risk/facts';
import type { NumberFact } from '@/lib/risk/numbers/number-intervals';
import { DAYS_PER_MONTH } from '@/lib/risk/numbers/age-in-months';
import { unitSlips } from '@/lib/risk/numbers/unit-slips';
import { ENTRY_UNITS, readEntry, type EntryUnit, type NumberEntry } from './fact-entry';
import { FieldConflict } from './field-conflict';
import classes from '../risk-page.module.css';
import { useRiskWords } from '../use-risk-words';

// It comes with the first number.
const NearThresholdNotes = onDemand(async () => (await import('./near-threshold-note')).NearThresholdNotes);

type Props = Readonly<{
  fact: NumberFact;
  entry: NumberEntry;
  onChange: (entry: NumberEntry) => void;
  facts: Facts;
  conflict: Conflict | undefined;
  evidence: RiskEvidence;
}>;

/** A number with its unit. What is read in it, what is odd about it and why it is refused stand below it, tied to it. */
export function NumberField({ fact, entry, onChange, facts, conflict, evidence }: Props) {
  const t = useTranslations('riskPage');
  const words = useRiskWords();
  const id = `fact-${fact}`;
  const { value, problem } = readEntry(fact, entry);
  const input = {
    type: 'text',
    autoComplete: 'off',
    maxLength: 24,
    className: entryClasses.control,
    'aria-invalid': problem !== null,
    'aria-describedby': `${id}-notes`,
  } as const;
  return (
    <div className={entryClasses.field}>
      <label className={entryClasses.label} htmlFor={id}>
        {words.factName(fact)}
      </label>
      <span className={classes.entry}>
        <Input
          {...input}
          id={id}
          inputMode="decimal"
          placeholder={words.notKnownYet}
          value={entry.text}
          onChange={(event) => onChange({ ...entry, text: event.target.value })}
        />
        {entry.unit === 'months-and-days' && (
          <Input
            {...input}
            inputMode="numeric"
            aria-label={t('daysMore')}
            placeholder={t('daysMore')}
            value={entry.days}
            onChange={(event) => onChange({ ...entry, days: event.target.value })}
          />
        )}
        <UnitSelect fact={fact} entry={entry} onChange={onChange} />
      </span>
      <div id={`${id}-notes`} className={classes.fieldNotes}>
        <EntryNotes fact={fact} entry={entry} />
        {value !== null && <NearThresholdNotes fact={fact} facts={facts} evidence={evidence} />}
        <FieldConflict id={`${id}-conflict`} conflict={conflict} />
      </div>
    </div>
  );
}

function UnitSelect({ fact, entry, onChange }: Pick<Props, 'fact' | 'entry' | 'onChange'>) {
  const t = useTranslations('riskPage');
  const words = useRiskWords();
  return (
    <Select
      look="form"
      className={classes.unit}
      aria-label={t('unitOf', { fact: words.factName(fact) })}
      value={entry.unit}
      onChange={(event) => onChange({ ...entry, unit: unitOf(fact, event.target.value) })}
    >
      {ENTRY_UNITS[fact].map((unit) => (
        <option key={unit} value={unit}>
          {t(`entryUnit.${unit}`)}
        </option>
      ))}
    </Select>
  );
}

/** What is read in the text, why it is refused, and whether its unit may be mistaken. */
function EntryNotes({ fact, entry }: Pick<Props, 'fact' | 'entry'>) {
  const t = useTranslations('riskPage');
  const words = useRiskWords();
  const { value, problem } = readEntry(fact, entry);
  const inOwnUnit = entry.unit === ENTRY_UNITS[fact][0];
  // In a unit of the reader's own choice, nothing suggests that the unit was mistaken.
  const [slip] = value !== null && inOwnUnit ? unitSlips({ [fact]: value }) : [];
  const read = readAs();
  return (
    <>
      {read !== null && <p className={entryClasses.hint}>{read}</p>}
      {problem !== null && (
        <p className={entryClasses.error}>
          {t(`entryProblem.${problem}`, { text: entry.text.trim() })} {t(`range.${fact}`)}
        </p>
      )}
      {slip !== undefined && (
        <p className={entryClasses.warning}>
          {t(`slip.${slip.slip}`, {
            value: words.factValue(fact, slip.value),
            instead: slip.instead === null ? '' : words.factValue(fact, slip.instead),
          })}
        </p>
      )}
    </>
  );

  /** What the program understood, where the field itself does not say it. */
  function readAs(): string | null {
    if (value === null) return null;
    if (!inOwnUnit) return `= ${words.factValue(fact, value)}`;
    return fact === 'ageDays'
      ? t('monthsOld', { months: formatNumber(value / DAYS_PER_MONTH, words.locale, 1) })
      : null;
  }
}

function unitOf(fact: NumberFact, chosen: string): EntryUnit {
  return ENTRY_UNITS[fact].find((unit) => unit === chosen) ?? ENTRY_UNITS[fact][0];
}
