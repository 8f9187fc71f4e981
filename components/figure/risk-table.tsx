import { ColumnHeads } from '@/components/ui/column-heads';

type Props = Readonly<{
  caption: string;
  /** what the times are, and the times */
  heads: readonly string[];
  rows: readonly Readonly<{ label: string; values: readonly (string | number)[] }>[];
}>;

/** The numbers under a chart as a table for who does not see it. */
export function HiddenRiskTable({ caption, heads, rows }: Props) {
  return (
    <div className="visually-hidden">
      <table>
        <caption>{caption}</caption>
        <ColumnHeads columns={heads} />
        <tbody>
          {rows.map(({ label, values }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              {values.map((value, i) => (
                <td key={heads[i + 1]}>{value}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
