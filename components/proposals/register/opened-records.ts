import type { RecordProblem } from '@/lib/registry/register-record/clinicaltrials';
import { unwrap, type FoundRecord } from '@/lib/registry/register-record/envelope';
import { isAsLongAsSaid, unpackedSize } from '@/lib/tables/workbook/archive';

/** What a file holds: its studies, whether there is more of them elsewhere, and members of an archive that hold none. */
export type Opened =
  | Readonly<{ records: readonly FoundRecord[]; more: boolean; unread: readonly string[] }>
  | Readonly<{ problem: RecordProblem; path: string }>;

/** Characters of one record that the server reads at most. */
export const LONGEST_RECORD = 1_000_000;
const LARGEST = 50_000_000;
const READ = /\.(json|ndjson|jsonl|xml|txt)$/iu;

/** The studies of a text or, where it is a ZIP file as the register's downloads are, of its members. */
export async function openRecords(file: Blob): Promise<Opened> {
  if (file.size > LARGEST) return { problem: 'zip', path: '' };
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return openText(new TextDecoder().decode(bytes));
  const size = unpackedSize(bytes);
  if (size === null || size > LARGEST || !(await isAsLongAsSaid(bytes))) return { problem: 'zip', path: '' };
  const { default: Zip } = await import('jszip');
  const archive = await Zip.loadAsync(bytes);
  const members = Object.values(archive.files).filter(({ dir, name }) => !dir && !name.startsWith('__MACOSX/'));
  const opened = await Promise.all(
    members.map(async (member) => ({
      name: member.name,
      found: READ.test(member.name) ? unwrap(await member.async('string')) : null,
    })),
  );
  const records = opened.flatMap(({ found }) => (found !== null && 'records' in found ? found.records : []));
  const unread = opened.filter(({ found }) => found === null || 'problem' in found).map(({ name }) => name);
  if (records.length > 0) {
    const more = opened.some(({ found }) => found !== null && 'records' in found && found.more);
    return { records, more, unread };
  }
  return (
    opened.flatMap(({ found }) => (found !== null && 'problem' in found ? [found] : []))[0] ?? {
      problem: 'no-studies',
      path: '',
    }
  );
}

export function openText(text: string): Opened {
  const found = unwrap(text);
  return 'problem' in found ? found : { ...found, unread: [] };
}
