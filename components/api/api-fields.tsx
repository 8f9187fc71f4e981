import { useTranslations } from 'next-intl';
import { Fragment } from 'react';
import type { GuideField } from '@/lib/api/document/reading-guide';
import { GeneText } from '@/components/ui/gene-text';
import classes from './api.module.css';

type Props = Readonly<{ label: string; fields: readonly GuideField[]; linked: ReadonlySet<string> }>;

/** Parameters or fields as a table; a type that the page describes is a link to its description. */
export function ApiFields({ label, fields, linked }: Props) {
  const t = useTranslations('apiPage');
  return (
    <table className={classes.table} aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{t('field')}</th>
          <th scope="col">{t('type')}</th>
          <th scope="col">{t('meaning')}</th>
        </tr>
      </thead>
      <tbody>
        {fields.map(({ name, type, allowed, words, required, schema }) => (
          <tr key={name}>
            <td>
              <code>
                <Path name={name} />
              </code>
            </td>
            <td>{schema !== null && linked.has(schema) ? <a href={`#${schema}`}>{type}</a> : type}</td>
            <td>
              <GeneText text={words} />
              {required && label === t('parameters') && <small>{t('required')}</small>}
              {allowed.length > 0 && <small>{t('values', { list: allowed.join(', ') })}</small>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A line may end before a dot, not within brackets. */
function Path({ name }: Readonly<{ name: string }>) {
  return name.split(/(?=\.)/u).map((part, i) => (
    <Fragment key={i}>
      {i > 0 && <wbr />}
      <span className="whole">{part}</span>
    </Fragment>
  ));
}
