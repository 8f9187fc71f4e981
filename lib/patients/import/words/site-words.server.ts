import { mayManagePatients, type Viewer } from '@/lib/access/policy';
import { asViewer, type Transaction } from '@/lib/db.server';
import { AppError } from '@/lib/errors';
import type { ChangeOptions } from '../../changes.server';
import { rememberedAs, type SheetRows } from '../mapping';
import { plainCell } from '../../../tables/missing';
import type { Choices } from '../choices';
import { SIGN_MEANINGS, signKey } from './signs';
import { ANY_FIELD, fieldTarget, plainWord, siteWords, wordFault } from './site-words';
import type { Meaning, SiteWord, SiteWords, WordFault, WordInput } from './site-words';

type Options = Pick<ChangeOptions, 'database'>;

/** The words of a site's own, by which its sheets are read. */
export async function findSiteWords(tx: Transaction, siteId: string): Promise<SiteWords> {
  const select = { kind: true, scope: true, meaning: true, plain: true } as const;
  const rows = await tx.importWord.findMany({ where: { siteId }, select });
  return siteWords(rows.map((row) => ({ ...row, kind: kindOf(row.kind) })));
}

/** Every word of the viewer's sites, in the order of their meanings. */
export async function listSiteWords(viewer: Viewer, options: Options = {}): Promise<SiteWord[]> {
  const rows = await asViewer(
    viewer,
    (tx) =>
      tx.importWord.findMany({ orderBy: [{ kind: 'asc' }, { scope: 'asc' }, { meaning: 'asc' }, { plain: 'asc' }] }),
    options,
  );
  return rows.map(({ plain: _plain, kind, ...row }) => ({ ...row, kind: kindOf(kind) }));
}

function kindOf(stored: string): Meaning['kind'] {
  return stored === 'value' || stored === 'missing' ? stored : 'field';
}

/** Adds a word of a site, or says why it cannot mean this. Two people who add it at once get one word. */
export async function addSiteWord(
  viewer: Viewer,
  input: WordInput,
  options: Options = {},
): Promise<WordFault | { fault: null }> {
  const { siteId, kind, scope, meaning } = input;
  if (!mayManagePatients(viewer, siteId)) throw new AppError('forbidden');
  return asViewer(
    viewer,
    async (tx) => {
      await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${siteId}, 300))::text`;
      const fault = wordFault(input, await findSiteWords(tx, siteId));
      if (fault !== null) return fault;
      const plain = plainWord(input);
      await tx.importWord.createMany({ data: { siteId, kind, scope, meaning, word: input.word.trim(), plain } });
      if (kind === 'field') await forgetColumn(tx, input, plain);
      return { fault: null };
    },
    options,
  );
}

/** Keeps for the next files of a site what was said of the signs and the words of this one. */
export async function rememberSigns(tx: Transaction, siteId: string, signs: Choices['signs']): Promise<void> {
  const { signs: known, values } = await findSiteWords(tx, siteId);
  for (const [key, { sign, of, means }] of new Map(signs.map((one) => [signKey(one.sign, one.of), one]))) {
    const plain = plainCell(sign);
    const kind = SIGN_MEANINGS.some((one) => one === means) ? 'missing' : 'value';
    const before = of === undefined ? known.get(key) : (values[of]?.get(plain) ?? known.get(key));
    if (plain === '' || before === means) continue;
    const scope = of ?? ANY_FIELD;
    await tx.importWord.deleteMany({ where: { siteId, scope, plain, kind: { in: ['missing', 'value'] } } });
    await tx.importWord.createMany({ data: { siteId, kind, scope, plain, meaning: means, word: sign.trim() } });
  }
}

/** What a column of this name was said to mean at the last import gives way to the word. */
async function forgetColumn(tx: Transaction, { siteId, scope, meaning }: WordInput, plain: string): Promise<void> {
  const header = rememberedAs(plain, scope as SheetRows);
  await tx.importColumn.updateMany({
    where: { siteId, header },
    data: { choice: { target: fieldTarget({ scope, meaning }) } },
  });
}

/** Takes a word of a site away; one that is gone already is gone. */
export async function removeSiteWord(viewer: Viewer, id: string, options: Options = {}): Promise<void> {
  await asViewer(
    viewer,
    async (tx) => {
      const row = await tx.importWord.findFirst({ where: { id } });
      if (row === null) return;
      await tx.importWord.deleteMany({ where: { siteId: row.siteId, id } });
      if (row.kind !== 'field') return;
      const header = rememberedAs(row.plain, row.scope as SheetRows);
      const kept = await tx.importColumn.findMany({ where: { siteId: row.siteId, header } });
      for (const { choice } of kept)
        if (JSON.stringify(choice) === JSON.stringify({ target: fieldTarget(row) }))
          await tx.importColumn.updateMany({
            where: { siteId: row.siteId, header },
            data: { choice: { target: null } },
          });
    },
    options,
  );
}
