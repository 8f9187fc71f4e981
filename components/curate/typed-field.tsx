import { useId, type ReactNode } from 'react';
import classes from './curate.module.css';
import entry from '@/components/ui/entry.module.css';
import { Input, Select, TextArea } from '@/components/ui/field';
import { GeneText } from '@/components/ui/gene-text';

export type Choice = Readonly<{ value: string; label: string }>;
type Props = Readonly<{
  /** for who leads to the field from elsewhere; made up without it */
  id?: string | undefined;
  label: string;
  /** stands behind the label of a field that may stay empty */
  optional?: string | undefined;
  value: string;
  error?: string | undefined;
  hint?: string | undefined;
  /** what can be chosen; without it the value is typed */
  choices?: readonly Choice[] | undefined;
  wide?: boolean | undefined;
  inputMode?: 'numeric' | undefined;
  /** of several lines, so many at first */
  rows?: number | undefined;
  onChange: (value: string) => void;
}>;

/** A field that is typed or chosen, with its hint and what is wrong with it. */
export function TypedField(props: Props): ReactNode {
  const { label, optional, value, error, hint, choices, wide = false, inputMode, rows, onChange } = props;
  const made = useId();
  const id = props.id ?? made;
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
        <GeneText text={label} />
        {optional !== undefined && <span className={entry.needed}> {optional}</span>}
      </label>
      {choices === undefined && rows !== undefined && (
        <TextArea
          {...control}
          className={classes.grows}
          rows={rows}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
        />
      )}
      {choices === undefined && rows === undefined && (
        <Input
          {...control}
          type="text"
          autoComplete="off"
          inputMode={inputMode}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
        />
      )}
      {choices !== undefined && (
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
          <GeneText text={hint} />
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
