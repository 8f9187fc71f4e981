import { useId, type ReactNode } from 'react';
import entry from '@/components/ui/entry.module.css';
import { Input, Select } from '@/components/ui/field';

export type Choice = Readonly<{ value: string; label: string }>;
type Props = Readonly<{
  label: string;
  value: string;
  error?: string | undefined;
  hint?: string | undefined;
  /** what can be chosen; without it the value is typed */
  choices?: readonly Choice[] | undefined;
  wide?: boolean | undefined;
  onChange: (value: string) => void;
}>;

/** A field that is typed or chosen, with its hint and what is wrong with it. */
export function TypedField({ label, value, error, hint, choices, wide = false, onChange }: Props): ReactNode {
  const id = useId();
  const described = [hint === undefined ? [] : `${id}-hint`, error === undefined ? [] : `${id}-error`].flat();
  const control = {
    id,
    look: 'form',
    value,
    'aria-invalid': error !== undefined,
    'aria-describedby': described.length === 0 ? undefined : described.join(' '),
  } as const;
  return (
    <div className={wide ? `${entry.field} ${entry.wide}` : entry.field}>
      <label htmlFor={id} className={entry.label}>
        {label}
      </label>
      {choices === undefined ? (
        <Input {...control} autoComplete="off" onChange={({ currentTarget }) => onChange(currentTarget.value)} />
      ) : (
        <Select {...control} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </Select>
      )}
      {hint !== undefined && (
        <p id={`${id}-hint`} className={entry.hint}>
          {hint}
        </p>
      )}
      {error !== undefined && (
        <p id={`${id}-error`} className={entry.error}>
          {error}
        </p>
      )}
    </div>
  );
}
