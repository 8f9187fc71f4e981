import { useTranslations } from 'next-intl';
import tables from '@/components/figure/figure.module.css';
import { GeneText } from '@/components/ui/gene-text';
import type { AgainstTexts } from '@/lib/comparison/words/against-texts';
import type { OpenTexts } from '@/lib/comparison/words/open-texts';
import type { WordTable } from '@/lib/comparison/words/word-table';
import classes from './compare.module.css';

/** The local patients against the published figures: in sentences, at the published horizons, by events, and how long they were followed. */
export function Against({ texts }: Readonly<{ texts: AgainstTexts | null }>) {
  if (texts === null) return null;
  const { heading, sentence, lines, matched, expected, open, landmarks, followUp } = texts;
  return (
    <>
      {(sentence !== '' || lines.length > 0) && (
        <section className={classes.section} aria-labelledby="against">
          <h2 id="against">{heading}</h2>
          {sentence !== '' && (
            <p>
              <GeneText text={sentence} />
            </p>
          )}
          <Lines lines={lines} />
        </section>
      )}
      {matched !== null && <Words id="against-horizons" table={matched} />}
      {expected !== null && <Words id="against-events" table={expected} />}
      {open !== null && <OpenItems texts={open} />}
      <Words id="against-follow-up" table={landmarks} />
      <Lines lines={followUp} />
    </>
  );
}

/** What sources leave open: how far the readings take the local value, and each of them for who asks. */
function OpenItems({ texts: { heading, ranges, table, lines } }: Readonly<{ texts: OpenTexts }>) {
  const t = useTranslations('against.open');
  return (
    <section className={classes.section} aria-labelledby="against-open">
      <h2 id="against-open">{heading}</h2>
      {ranges !== null && <WordsTable table={ranges} />}
      <Lines lines={lines} />
      {table !== null && (
        <details>
          <summary>{t('each', { count: table.rows.length })}</summary>
          <WordsTable table={table} />
        </details>
      )}
    </section>
  );
}

function Lines({ lines }: Readonly<{ lines: readonly string[] }>) {
  if (lines.length === 0) return null;
  return (
    <ul className={classes.lines}>
      {lines.map((line) => (
        <li key={line}>
          <GeneText text={line} />
        </li>
      ))}
    </ul>
  );
}

/** A table of words; at 390 px each line becomes labelled rows. */
function Words({ id, table }: Readonly<{ id: string; table: WordTable }>) {
  return (
    <section className={classes.section} aria-labelledby={id}>
      <h2 id={id}>{table.heading}</h2>
      <WordsTable table={table} />
    </section>
  );
}

function WordsTable({ table: { caption, columns, rows } }: Readonly<{ table: WordTable }>) {
  return (
    <div className={`${tables.colours} ${tables.scroll}`}>
      <table className={`${tables.table} ${classes.wordTable}`}>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ label, number }) => (
              <th key={label} scope="col" {...(number ? { 'data-number': true } : {})}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells }) => (
            <tr key={key}>
              {columns.map(({ label, number }, i) => (
                <td
                  key={label}
                  {...(i === 0 ? { 'data-first': true } : { 'data-label': label })}
                  {...(number ? { 'data-number': true } : {})}
                >
                  <GeneText text={cells[i] ?? ''} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
