import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import entry from '@/components/ui/entry.module.css';
import { Input, Select } from '@/components/ui/field';
import { SIGN_MEANINGS } from '@/lib/patients/import/words/signs';
import type { Meaning, SiteWord } from '@/lib/patients/import/words/site-words';
import classes from '../patient.module.css';
import { ask } from './ask';
import importing from './import.module.css';
import { useSteps } from './use-import';
import { meaningOf, type WordField } from './word-fields';

type Props = Readonly<{ siteId: string; words: readonly SiteWord[]; fields: readonly WordField[] }>;

/** The words of a site's own for columns and for values, by which its next files are read. */
export function SiteWords({ siteId, words, fields }: Props) {
  const t = useTranslations('import.words');
  const router = useRouter();
  const { busy, said, step } = useSteps();
  const means = useMeaning(fields);
  const add = (meaning: Meaning, word: string) => async (): Promise<string> => {
    const answer = await ask('word', { siteId, ...meaning, word });
    if (answer === null || answer === 'invalid') return t('failed');
    if (answer.fault !== null)
      return t(`fault.${answer.fault}`, { word, means: answer.means === undefined ? '' : means(answer.means) });
    router.refresh();
    return t('added', { word });
  };
  const remove =
    ({ id, word }: SiteWord) =>
    async (): Promise<string> => {
      const answer = await ask('word-away', { id });
      if (answer === null || answer === 'invalid') return t('failed');
      router.refresh();
      return t('removed', { word });
    };
  return (
    <section aria-labelledby="site-words">
      <h2 id="site-words">{t('title')}</h2>
      <p>{t('intro')}</p>
      {words.length > 0 && (
        <table className={classes.table} aria-labelledby="site-words">
          <thead>
            <tr>
              <th scope="col">{t('word')}</th>
              <th scope="col">{t('means')}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {words.map((one) => (
              <tr key={one.id}>
                <th scope="row">{one.word}</th>
                <td data-label={t('means')}>{means(one)}</td>
                <td>
                  <Button
                    look="small"
                    aria-label={t('removeWord', { word: one.word })}
                    onClick={() => step(remove(one))}
                    disabled={busy}
                  >
                    {t('remove')}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <NewWord fields={fields} busy={busy} onAdd={(meaning, word) => step(add(meaning, word))} />
      <p role="status">{said}</p>
    </section>
  );
}

/** What a word means, in words. */
function useMeaning(fields: readonly WordField[]): (meaning: Meaning) => string {
  const t = useTranslations('import.words');
  const signs = useTranslations('import.signs');
  return (meaning) => {
    const sign = meaning.kind === 'missing' ? SIGN_MEANINGS.find((one) => one === meaning.meaning) : undefined;
    if (sign !== undefined) return t('ofSign', { means: signs(`meaning.${sign}`) });
    const { value, fields: names } = meaningOf(fields, meaning);
    return value === null ? t('ofField', { fields: names }) : t('ofValue', { value, fields: names });
  };
}

type NewProps = Readonly<{
  fields: readonly WordField[];
  busy: boolean;
  onAdd: (meaning: Meaning, word: string) => void;
}>;

function NewWord({ fields, busy, onAdd }: NewProps) {
  const t = useTranslations('import.words');
  const [field, setField] = useState<WordField | null>(null);
  const [value, setValue] = useState('');
  const [word, setWord] = useState('');
  const add = (chosen: WordField): void =>
    onAdd(
      value === '' || chosen.vocabulary === null
        ? { kind: 'field', scope: chosen.scope, meaning: chosen.field }
        : { kind: 'value', scope: chosen.vocabulary, meaning: value },
      word,
    );
  return (
    <div className={`${entry.form} ${importing.steps}`}>
      <label className={entry.field}>
        <span className={entry.label}>{t('field')}</span>
        <Select
          look="form"
          value={field === null ? '' : keyOf(field)}
          onChange={({ target }) => {
            setField(fields.find((one) => keyOf(one) === target.value) ?? null);
            setValue('');
          }}
        >
          <option value="">{t('choose')}</option>
          <FieldOptions fields={fields} />
        </Select>
      </label>
      {field !== null && field.values.length > 0 && (
        <label className={entry.field}>
          <span className={entry.label}>{t('standsFor')}</span>
          <Select look="form" value={value} onChange={({ target }) => setValue(target.value)}>
            <option value="">{t('name')}</option>
            {field.values.map((one) => (
              <option key={one.value} value={one.value}>
                {t('value', { value: one.label })}
              </option>
            ))}
          </Select>
        </label>
      )}
      <label className={entry.field}>
        <span className={entry.label}>{t('newWord')}</span>
        <Input look="form" value={word} maxLength={100} onChange={({ target }) => setWord(target.value)} />
      </label>
      <Button
        look="plain"
        className={importing.step}
        onClick={() => field !== null && add(field)}
        disabled={busy || field === null || word.trim() === ''}
      >
        {t('add')}
      </Button>
    </div>
  );
}

const keyOf = ({ scope, field }: WordField): string => `${scope}.${field}`;

function FieldOptions({ fields }: Pick<Props, 'fields'>) {
  const groups = [...new Set(fields.map(({ group }) => group))];
  return groups.map((group) => (
    <optgroup key={group} label={group}>
      {fields
        .filter((one) => one.group === group)
        .map((one) => (
          <option key={keyOf(one)} value={keyOf(one)}>
            {`${group}: ${one.label}`}
          </option>
        ))}
    </optgroup>
  ));
}
