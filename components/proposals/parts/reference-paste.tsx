import { useTranslations } from 'next-intl';
import { useState } from 'react';
import entry from '@/components/ui/entry.module.css';
import { Link } from '@/lib/i18n/navigation';
import type { PartValues } from '@/lib/registry/proposals/parts/fields';
import { partAddress } from '@/lib/registry/proposals/parts/reading';
import type { ReferenceAnswer } from '@/lib/registry/proposals/state';
import {
  PAPER_FIELDS,
  pastedInto,
  type PaperFields,
  type PastedReference,
} from '@/lib/registry/references/pasted-paper';
import { PaperPaste } from '../paper-paste';

type Read = Extract<ReferenceAnswer, { reference: unknown }>;
type Props = Readonly<{
  ready: boolean;
  /** the reference that is corrected; null: a new one */
  item: string | null;
  values: PartValues;
  read: (text: string) => Promise<ReferenceAnswer>;
  fill: (fields: PartValues) => void;
}>;
type Refused = Readonly<{ number: 'DOI' | 'PMID'; pasted: string; held: string }> | Readonly<{ elsewhere: Read }>;

/** A pasted reference fills in the form, unless it is of another paper than the one that stands there. */
export function ReferencePaste({ ready, item, values, read, fill }: Props) {
  const [refused, setRefused] = useState<Refused | null>(null);
  const judged = async (text: string): Promise<ReferenceAnswer> => {
    const answer = await read(text);
    const why = 'reference' in answer ? refusalOf(answer, item, values) : null;
    setRefused(why);
    if ('reference' in answer && why === null) fill(fieldsOf(answer.reference, item, values));
    return answer;
  };
  return (
    <>
      <PaperPaste ready={ready} read={judged} onRead={() => undefined} quiet={refused !== null} />
      {refused !== null && <Why refused={refused} />}
    </>
  );
}

function refusalOf(answer: Read, item: string | null, values: PartValues): Refused | null {
  if (answer.id !== null && answer.id !== item) return { elsewhere: answer };
  if (item === null) return null;
  for (const [number, pasted] of [
    ['DOI', answer.reference.doi],
    ['PMID', answer.reference.pmid],
  ] as const) {
    const held = values[number] ?? '';
    if (pasted !== undefined && held !== '' && pasted.toLowerCase() !== held.toLowerCase())
      return { number, pasted, held };
  }
  return null;
}

/** How the form calls the fields of a pasted reference. */
const NAMES: Readonly<Record<keyof PastedReference, string>> = {
  doi: 'DOI',
  pmid: 'PMID',
  title: 'title',
  authors: 'authors',
  journal: 'journal',
  year: 'year',
  volume: 'volume',
  issue: 'issue',
  pages: 'page',
};

/** What was pasted under the names of the form; a new reference is called after its first author and year. */
function fieldsOf(pasted: PastedReference, item: string | null, values: PartValues): PartValues {
  const held = Object.fromEntries(PAPER_FIELDS.map((name) => [name, values[NAMES[name]] ?? ''])) as PaperFields;
  // A correction keeps what the paste does not say: its numbers are those of the reference.
  const whole = item === null ? pastedInto(held, pasted) : pasted;
  const fields = PAPER_FIELDS.flatMap((name): [string, string][] => {
    const text = whole[name];
    return text === undefined ? [] : [[NAMES[name], text]];
  });
  if (item !== null) return Object.fromEntries(fields);
  const [typed = '', before, now] = [values['id'], nameOf(held), nameOf(whole)];
  return Object.fromEntries([...fields, ['id', typed === '' || typed === before ? now : typed]]);
}

/** After its first author and year; empty where they are not known. */
function nameOf({ authors = '', year = '' }: PastedReference): string {
  const name = `${authors.split(/[,;]/u)[0] ?? ''}-${year}`
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/gu, '-')
    .replaceAll(/^-|-$/gu, '');
  return /^[a-z].*-\d{4}$/u.test(name) ? name : '';
}

function Why({ refused }: Readonly<{ refused: Refused }>) {
  const t = useTranslations('proposals');
  return (
    <p role="alert" className={entry.error}>
      {'elsewhere' in refused ? (
        <>
          {t('pasteElsewhere', { citation: refused.elsewhere.held ?? '' })}{' '}
          <Link href={partAddress({ trial: null, part: 'reference', item: refused.elsewhere.id })}>
            {t('pasteElsewhereLink')}
          </Link>
        </>
      ) : (
        t('pasteAnother', refused)
      )}
    </p>
  );
}
