import { ColumnHeads } from '@/components/ui/column-heads';
import { GeneText } from '@/components/ui/gene-text';
import type { TextTable as Content } from '@/lib/analysis/words';
import classes from './analyse.module.css';

/** A name of more letters is broken into lines, which are not to be of a word each. */
const LONG_NAME = 30;

/** A table whose cells are words already. It scrolls inside itself on a narrow screen. */
export function TextTable({ table }: Readonly<{ table: Content }>) {
  const { caption, columns, rows } = table;
  const long = rows.some(([name = '']) => name.length > LONG_NAME);
  return (
    <div className={classes.scroll} tabIndex={0} role="region" aria-label={caption}>
      <table className={`${classes.table} ${long ? classes.longNames : ''}`}>
        <caption>
          <span className={classes.title}>
            <GeneText text={caption} />
          </span>
        </caption>
        <ColumnHeads columns={columns} />
        <tbody>
          {rows.map((row) => (
            <tr key={row.join('|')}>
              {row.map((cell, i) =>
                i === 0 ? (
                  <th scope="row" key={i}>
                    <GeneText text={cell} />
                  </th>
                ) : (
                  <td key={i}>
                    <GeneText text={cell} />
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
