import { useLocale, useMessages, useTranslations } from 'next-intl';
import { formatNumber, scientificParts } from '@/lib/i18n/format';
import type { MethodAgreement } from '@/lib/survival/golden/agreement-methods';
import classes from './agreement.module.css';

/** One line per method: what it was compared with and how far apart the two were at most. */
export function AgreementTable({ methods }: Readonly<{ methods: readonly MethodAgreement[] }>) {
  const t = useTranslations('agreement');
  return (
    <div className={classes.scroll}>
      <table className={classes.table} aria-label={t('table')}>
        <thead>
          <tr>
            <th scope="col">{t('column.method')}</th>
            <th scope="col">{t('column.r')}</th>
            <th scope="col" data-number>
              {t('column.values')}
            </th>
            <th scope="col" data-number>
              {t('column.relative')}
            </th>
            <th scope="col" data-number>
              {t('column.absolute')}
            </th>
            <th scope="col" data-number>
              {t('column.tolerance')}
            </th>
          </tr>
        </thead>
        <tbody>
          {methods.map((method) => (
            <Row key={method.id} method={method} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ method }: Readonly<{ method: MethodAgreement }>) {
  const t = useTranslations('agreement');
  const locale = useLocale();
  const names: Readonly<Record<string, string>> = useMessages().agreement.method;
  const { id, r, packages, values, largestRelative, largestAbsolute, tolerance } = method;
  return (
    <tr>
      <td>
        <strong>{names[id] ?? id}</strong>
      </td>
      <td>
        {packages[0] === 'base' ? (
          t('written')
        ) : (
          <>
            <code lang="en">{r}</code> <small>{packages.join(', ')}</small>
          </>
        )}
      </td>
      <td data-number data-label={t('column.values')}>
        {formatNumber(values, locale, 0)}
      </td>
      <td data-number data-label={t('column.relative')}>
        <Scientific value={largestRelative} />
      </td>
      <td data-number data-zero={largestAbsolute === 0 || undefined} data-label={t('column.absolute')}>
        <Scientific value={largestAbsolute} />
      </td>
      <td data-number data-label={t('column.tolerance')}>
        <Scientific value={tolerance.rel} />
      </td>
    </tr>
  );
}

/** 2.7 × 10⁻¹⁴, with the exponent raised by markup: fonts draw the raised digits unevenly. */
function Scientific({ value }: Readonly<{ value: number }>) {
  const { factor, exponent } = scientificParts(value, useLocale());
  return exponent === null ? (
    factor
  ) : (
    <>
      {factor}&#8201;×&#8201;10<sup>{exponent}</sup>
    </>
  );
}
