import { useTranslations } from 'next-intl';
import { Select } from '@/components/ui/field';
import { limitOf, SIGN_MEANINGS, signKey, type SaidSign } from '@/lib/patients/import/words/signs';
import classes from '../patient.module.css';
import importing from './import.module.css';
import { signsOf, type Found } from './found-signs';
import type { OpenSheet } from './opened';
import type { WordField } from './word-fields';

type Props = Readonly<{
  sheets: readonly OpenSheet[];
  said: readonly SaidSign[];
  /** what a word may mean */
  fields: readonly WordField[];
  onChange: (said: readonly SaidSign[]) => void;
}>;

/** The signs in place of values and the words that are not known, with what each is taken for; what nobody knows has to be said. */
export function SignChoices({ sheets, said, fields, onChange }: Props) {
  const t = useTranslations('import.signs');
  const found = signsOf(sheets);
  if (found.length === 0) return null;
  return (
    <section aria-labelledby="import-signs">
      <h2 id="import-signs">{t('title')}</h2>
      <p>{t('intro')}</p>
      <table className={classes.table} aria-labelledby="import-signs">
        <thead>
          <tr>
            <th scope="col">{t('sign')}</th>
            <th scope="col">{t('where')}</th>
            <th scope="col">{t('means')}</th>
          </tr>
        </thead>
        <tbody>
          {found.map((one) => (
            <tr key={signKey(one.sign, one.of)}>
              <th scope="row">{one.sign}</th>
              <td data-label={t('where')}>{t('cells', { count: one.count, columns: one.columns.join(', ') })}</td>
              <td data-label={t('means')}>
                <Meaning found={one} said={said} fields={fields} onChange={onChange} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Meaning({ found, said, fields, onChange }: Omit<Props, 'sheets'> & Readonly<{ found: Found }>) {
  const t = useTranslations('import.signs');
  const { sign, of, usual } = found;
  const label = of === null ? sign : `${sign} (${found.columns.join(', ')})`;
  const words = fields.find(({ vocabulary }) => vocabulary === of)?.values ?? [];
  const value = said.find((one) => isSame(one, found))?.means ?? usual ?? '';
  return (
    <Select
      className={importing.choice}
      aria-label={`${t('means')}: ${label}`}
      value={value}
      onChange={({ target }) => onChange(answered(said, found, target.value))}
    >
      {usual === null && <option value="">{t('choose')}</option>}
      {of !== null &&
        words
          .filter((one) => !found.measured || one.value !== 'quantified')
          .map((one) => (
            <option key={one.value} value={one.value}>
              {limitOf(sign) === null ? one.label : t('below', { result: one.label })}
            </option>
          ))}
      {SIGN_MEANINGS.map((means) => (
        <option key={means} value={means}>
          {means === 'value' && of !== null ? t('unread') : t(`meaning.${means}`)}
        </option>
      ))}
    </Select>
  );
}

const isSame = (one: SaidSign, { sign, of }: Found): boolean => signKey(one.sign, one.of) === signKey(sign, of);

function answered(said: readonly SaidSign[], found: Found, answer: string): readonly SaidSign[] {
  const others = said.filter((one) => !isSame(one, found));
  const { sign, of } = found;
  return answer === '' ? others : [...others, { sign, ...(of === null ? {} : { of }), means: answer }];
}
