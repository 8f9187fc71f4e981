import { GeneText } from '@/components/ui/gene-text';
import { SourceChip } from '@/components/ui/source/chip';
import type { AttributeTable } from '@/lib/comparison/views/attribute-table';
import type { AttributeCell, AttributeTexts } from '@/lib/comparison/words/attribute-texts';
import { Link } from '@/lib/i18n/navigation';
import classes from './attributes.module.css';

type Props = Readonly<{ table: AttributeTable; texts: AttributeTexts }>;

/** Trials side by side; the first column stays in view, and on a narrow screen each attribute lists the trials. */
export function AttributeView({ table, texts }: Props) {
  return (
    <div className={classes.scroll} role="region" aria-label={texts.title} tabIndex={0}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{texts.attribute}</th>
            {table.trials.map(({ slug, acronym }) => (
              <th key={slug} scope="col">
                <Link href={`/trials/${slug}`}>
                  <GeneText text={acronym} />
                </Link>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {texts.lines.map(({ attribute, label, remark, cells }) => (
            <tr key={attribute}>
              <th scope="row">
                {label}
                {remark !== '' && <small>{remark}</small>}
              </th>
              {cells.map((cell) => (
                <td key={cell.slug} data-label={cell.acronym}>
                  <Cell cell={cell} table={table} texts={texts} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({
  cell: { parts },
  table,
  texts,
}: Readonly<{ cell: AttributeCell; table: AttributeTable; texts: AttributeTexts }>) {
  if (parts.length === 0) return <span className="muted">{texts.notReported}</span>;
  return parts.map(({ key, text, source }) => {
    const cited = table.citations.find(({ citation }) => citation.id === source?.ref);
    return (
      <p key={key}>
        <GeneText text={text} />
        {source !== null && cited !== undefined && (
          <>
            {' '}
            <SourceChip source={source} citation={cited.citation} number={cited.number} />
          </>
        )}
      </p>
    );
  });
}
