import { useLocale, useMessages, useTranslations } from 'next-intl';
import { GeneText } from '@/components/ui/gene-text';
import { changedParts, listChange, type ChangedPart } from '@/lib/registry/history/changed-parts';
import { changeWords, type ChangeWords } from '@/lib/registry/history/change-words';
import classes from './changes.module.css';

type Values = Readonly<Record<string, unknown>>;
/** What publications and studies are called, by their keys. */
export type KeyNames = Readonly<Record<'references' | 'studies', Readonly<Record<string, string>>>>;
type Props = Readonly<{ table: string; before: Values; after: Values; names?: KeyNames | undefined }>;

/** What of a row changed, part by part: the old and the new, in words; of a row that is new or gone what it holds or held. */
export function ChangedColumns({ table, before, after, names }: Props) {
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
            <OldAndNew {...{ table, part, words, added, removed, names }} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Name({ name, column }: Readonly<{ name: string | null | undefined; column: string }>) {
  return name == null ? <code>{column}</code> : <GeneText text={name} />;
}

type OneProps = Readonly<{
  table: string;
  part: ChangedPart;
  words: ChangeWords;
  added: boolean;
  removed: boolean;
  names: KeyNames | undefined;
}>;

/** The name of what a column refers to by its key; undefined: the column says what it says. */
function nameOfKey(column: string, value: unknown, names: KeyNames | undefined): string | undefined {
  if (typeof value !== 'string') return undefined;
  if (/(?:^|[_-])ref$/u.test(column)) return names?.references[value];
  return /^(?:predecessor_slug|stratum_also_protocol|trial_slug)$/u.test(column) ? names?.studies[value] : undefined;
}

function OldAndNew({ table, part, words, added, removed, names }: OneProps) {
  const said = (value: unknown): string => nameOfKey(part.name, value, names) ?? words.value(table, part.name, value);
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
