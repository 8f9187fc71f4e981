import { GeneText } from '@/components/ui/gene-text';
import tables from '@/components/figure/figure.module.css';
import type { AgainstTexts } from '@/lib/comparison/words/against-texts';
import classes from './compare.module.css';

/** The local curve at the horizon of each published figure, with the difference: at 390 px each line becomes labelled rows. */
export function Against({ texts }: Readonly<{ texts: AgainstTexts | null }>) {
  if (texts === null) return null;
  const { columns } = texts;
  return (
    <section className={classes.section} aria-labelledby="against">
      <h2 id="against">{texts.heading}</h2>
      <div className={`${tables.colours} ${tables.scroll}`}>
        <table className={tables.table}>
          <caption className={classes.hint}>{texts.caption}</caption>
          <thead>
            <tr>
              <th scope="col">{columns.series}</th>
              <th scope="col" data-number>
                {columns.horizon}
              </th>
              <th scope="col">{columns.published}</th>
              <th scope="col">{columns.local}</th>
              <th scope="col" data-number>
                {columns.atRisk}
              </th>
              <th scope="col">{columns.difference}</th>
            </tr>
          </thead>
          <tbody>
            {texts.rows.map((row) => (
              <tr key={row.key}>
                <td className={tables.series}>
                  {row.name}
                  <br />
                  <small>
                    <GeneText text={row.population} />
                  </small>
                </td>
                <td data-number data-label={columns.horizon}>
                  {row.horizon}
                </td>
                <td data-label={columns.published}>{row.published}</td>
                <td data-label={columns.local}>
                  <strong>{row.local}</strong>
                </td>
                <td data-number data-label={columns.atRisk}>
                  {row.atRisk}
                </td>
                <td data-label={columns.difference}>{row.difference}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
