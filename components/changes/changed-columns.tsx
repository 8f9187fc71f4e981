import { useLocale, useMessages, useTranslations } from 'next-intl';
import { GeneText } from '@/components/ui/gene-text';
import { changedParts, listChange, type ChangedPart } from '@/lib/registry/history/changed-parts';
import { changeWords, type ChangeWords } from '@/lib/registry/history/change-words';
import classes from './changes.module.css';

type Values = Readonly<Record<string, unknown>>;
type Props = Readonly<{ table: string; before: Values; after: Values }>;

/** What of a row changed, part by part: the old and the new, in words; of a row that is new or gone what it holds or held. */
export function ChangedColumns({ table, before, after }: Props) {
  const words = changeWords(useMessages(), useLocale());
  const [added, removed] = [Object.keys(before).length === 0, Object.keys(after).length === 0];
  return (
    <dl className={classes.columns}>
      {changedParts(before, after).map((part) => (
        <div key={JSON.stringify([part.name, part.item, part.language])}>
          <dt>
            <Name name={words.name(part)} column={part.name} />
          </dt>
          <dd>
            <OldAndNew {...{ table, part, words, added, removed }} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Name({ name, column }: Readonly<{ name: string | null | undefined; column: string }>) {
  return name == null ? <code>{column}</code> : <GeneText text={name} />;
}

type OneProps = Readonly<{ table: string; part: ChangedPart; words: ChangeWords; added: boolean; removed: boolean }>;

function OldAndNew({ table, part, words, added, removed }: OneProps) {
  const said = (value: unknown): string => words.value(table, part.name, value);
  const list = listChange(part.before, part.after);
  if (list !== null) return <ListChange {...list} said={said} />;
  return (
    <>
      {!added && (
        <del>
          <GeneText text={said(part.before)} />
        </del>
      )}{' '}
      {!added && !removed && '→'}{' '}
      {!removed && (
        <ins>
          <GeneText text={said(part.after)} />
        </ins>
      )}
    </>
  );
}

function ListChange({
  removed,
  added,
  said,
}: Readonly<{ removed: readonly unknown[]; added: readonly unknown[]; said: (value: unknown) => string }>) {
  const t = useTranslations('changes');
  return (
    <>
      {removed.length > 0 && (
        <del>
          <GeneText text={t('removedItem', { items: said(removed) })} />
        </del>
      )}{' '}
      {added.length > 0 && (
        <ins>
          <GeneText text={t('addedItem', { items: said(added) })} />
        </ins>
      )}
    </>
  );
}
