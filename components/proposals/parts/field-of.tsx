import { Checkbox } from '@mantine/core';
import { useLocale, useTranslations } from 'next-intl';
import { TypedField, type Choice } from '@/components/curate/typed-field';
import entry from '@/components/ui/entry.module.css';
import { inLocale } from '@/lib/i18n/format';
import type { Typed } from '@/lib/merging/begun';
import { typedNames, type PartField, type PartValues } from '@/lib/registry/proposals/parts/fields';
import type { Beside } from '@/lib/registry/proposals/parts/live-checks';
import type { Bilingual } from '@/lib/registry/schema';
import type { PartState } from '@/lib/registry/proposals/parts/state';
import { usePartWords } from './use-part-words';

/** What the registry holds that a field may name. */
export type Known = Readonly<
  Record<'studies' | 'references' | 'figures' | 'topics', readonly Choice[]> & { beside: Beside }
>;
/** What rules of the data set say of fields, by name. */
export type FieldRules = Readonly<Record<string, Bilingual>>;
type Props = Readonly<{
  field: PartField;
  fixed: boolean;
  known: Known;
  values: PartValues;
  errors: PartState['errors'];
  rules: FieldRules;
  /** what others have written in the same field since */
  meanwhile: Typed;
  fill: (name: string, value: string) => void;
}>;

/** Texts are long, and one is read whole before it is changed. */
const ROWS: Partial<Record<PartField['look'], number>> = { pair: 2, pairs: 6 };

/** One field of a part, typed, chosen or marked; of both languages where it is a text. */
export function FieldOf({ field, fixed, known, values, errors, rules, meanwhile, fill }: Props) {
  const t = useTranslations('proposals');
  const parts = useTranslations('parts');
  const words = usePartWords();
  const locale = useLocale();
  const named = words.fieldName(field.name);
  const hint = useHint(field);
  // What names the thing in files is not changed, and says nothing to a reader.
  if (fixed) return null;
  const offered = field.among === undefined ? words.choices(field) : known[field.among];
  const said = (name: string): string | undefined => {
    const theirs = meanwhile[name];
    return theirs === undefined ? hint : t('meanwhile', { text: theirs === '' ? '–' : theirs });
  };
  const wrong = (name: string): string | undefined => {
    const [error, rule] = [errors[name], rules[name]];
    if (error !== undefined) return t(`fieldError.${error}`);
    return rule === undefined ? undefined : inLocale(rule, locale);
  };
  if (field.look === 'several')
    return (
      <Marked
        label={named}
        choices={offered}
        value={values[field.name] ?? ''}
        hint={said(field.name)}
        error={wrong(field.name)}
        onChange={(value) => fill(field.name, value)}
      />
    );
  const bilingual = field.look === 'pair' || field.look === 'pairs';
  return typedNames(field).map((name) => (
    <TypedField
      key={name}
      label={bilingual ? parts(`in.${name.endsWith('.en') ? 'en' : 'ru'}`, { field: named }) : named}
      value={values[name] ?? ''}
      wide={bilingual || field.look === 'list' || field.look === 'text'}
      rows={ROWS[field.look]}
      hint={said(name)}
      choices={
        field.choices === undefined && field.among === undefined
          ? undefined
          : [{ value: '', label: t('choose') }, ...offered]
      }
      error={wrong(name)}
      onChange={(value) => fill(name, field.look === 'pair' ? value.replaceAll('\n', ' ') : value)}
    />
  ));
}

function useHint({ name, look, key }: PartField): string | undefined {
  const t = useTranslations('parts');
  if (look === 'list') return t('listHint');
  if (look === 'pairs') return t('linesHint');
  if (name === 'topic') return t('topicHint');
  return key === true && name !== 'endpoint' ? t('idHint') : undefined;
}

type MarkedProps = Readonly<{
  label: string;
  choices: readonly Choice[];
  /** what is marked, parted by semicolons */
  value: string;
  hint: string | undefined;
  error: string | undefined;
  onChange: (value: string) => void;
}>;

function Marked({ label, choices, value, hint, error, onChange }: MarkedProps) {
  const held = value.split(';').map((item) => item.trim());
  const mark = (one: string, on: boolean): void => {
    const known = choices.map((choice) => choice.value);
    // What is not offered any more stays until a person takes it out of the list of those that are.
    const strange = held.filter((item) => item !== '' && !known.includes(item));
    onChange([...known.filter((item) => (item === one ? on : held.includes(item))), ...strange].join('; '));
  };
  return (
    <fieldset className={`${entry.group} ${entry.wide}`}>
      <legend>{label}</legend>
      {choices.map((choice) => (
        <Checkbox
          key={choice.value}
          label={choice.label}
          checked={held.includes(choice.value)}
          onChange={({ currentTarget: { checked } }) => mark(choice.value, checked)}
        />
      ))}
      {hint !== undefined && <p className={`${entry.hint} ${entry.wide}`}>{hint}</p>}
      {error !== undefined && <p className={`${entry.error} ${entry.wide}`}>{error}</p>}
    </fieldset>
  );
}
