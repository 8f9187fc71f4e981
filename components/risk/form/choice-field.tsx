import entry from '@/components/ui/entry.module.css';
import { Select } from '@/components/ui/field';
import { GeneText } from '@/components/ui/gene-text';
import type { Conflict } from '@/lib/risk/explanation/contradictions';
import { FieldConflict } from './field-conflict';
import classes from '../risk-page.module.css';
import { useRiskWords } from '../use-risk-words';

type Props = Readonly<{
  id: string;
  label: string;
  value: string;
  options: readonly Readonly<{ value: string; label: string }>[];
  onChange: (value: string) => void;
  conflict: Conflict | undefined;
}>;

/** One fact of a few values; the first choice says that it is not known yet. */
export function ChoiceField({ id, label, value, options, onChange, conflict }: Props) {
  const words = useRiskWords();
  return (
    <div className={entry.field}>
      <label className={entry.label} htmlFor={id}>
        <GeneText text={label} />
      </label>
      <Select
        id={id}
        look="form"
        className={classes.choice}
        data-unknown={value === ''}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        aria-describedby={conflict === undefined ? undefined : `${id}-conflict`}
      >
        <option value="">{words.notKnownYet}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </Select>
      <FieldConflict id={`${id}-conflict`} conflict={conflict} />
    </div>
  );
}
