import { useTranslations } from 'next-intl';
import { Select } from '@/components/ui/field';
import { SIGN_MEANINGS, signsFor, type SaidSigns, type SignMeaning } from '@/lib/patients/import/words/signs';
import classes from '../patient.module.css';
import importing from './import.module.css';
import type { OpenSheet } from './use-import';

type Props = Readonly<{ sheets: readonly OpenSheet[]; said: SaidSigns; onChange: (said: SaidSigns) => void }>;

/** The signs that stand in place of values, with what each is taken for; those of which nobody knows have to be said. */
export function SignChoices({ sheets, said, onChange }: Props) {
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
          {found.map(({ sign, count, columns, usual }) => (
            <tr key={sign}>
              <th scope="row">{sign}</th>
              <td data-label={t('where')}>{t('cells', { count, columns: columns.join(', ') })}</td>
              <td data-label={t('means')}>
                <Select
                  className={importing.choice}
                  aria-label={`${t('means')}: ${sign}`}
                  value={said[sign] ?? usual ?? ''}
                  onChange={({ target }) => onChange(answered(said, sign, target.value))}
                >
                  {usual === null && <option value="">{t('choose')}</option>}
                  {SIGN_MEANINGS.map((means) => (
                    <option key={means} value={means}>
                      {t(`meaning.${means}`)}
                    </option>
                  ))}
                </Select>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

type Found = { sign: string; count: number; columns: string[]; usual: SignMeaning | null };

/** Each sign once, with the columns that are read and have it; those that have to be said first. */
function signsOf(sheets: readonly OpenSheet[]): Found[] {
  const found = new Map<string, Found>();
  for (const { used, read, columns } of sheets)
    for (const [at, { name, facts }] of used ? read.columns.entries() : [])
      for (const { sign, count, usual } of signsFor(facts.signs, columns[at]?.target ?? null)) {
        const own = found.get(sign) ?? { sign, count: 0, columns: [], usual };
        own.count += count;
        if (usual === null) own.usual = null;
        own.columns.push(name);
        found.set(sign, own);
      }
  return [...found.values()].sort((a, b) => Number(a.usual !== null) - Number(b.usual !== null));
}

function answered(said: SaidSigns, sign: string, answer: string): SaidSigns {
  const { [sign]: _before, ...others } = said;
  const means = SIGN_MEANINGS.find((one) => one === answer);
  return means === undefined ? others : { ...others, [sign]: means };
}
