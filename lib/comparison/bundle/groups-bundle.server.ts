import type { MessageLookup } from '@/lib/i18n/message-lookup';
import { groupLabel } from '../groups/group-label';
import type { LocalGroups } from '../groups/local-groups';
import { definitionOf, type GroupsQuery } from '../groups/reading';
import type { GroupsTexts } from '../groups/texts';
import type { Release } from '../saved/model';
import { bundleFiles, type BundleFile } from './bundle';
import { withManifest } from './manifest.server';

type Shown = Readonly<{ groups: LocalGroups; texts: GroupsTexts }>;
type Said = Readonly<{ query: GroupsQuery; key: string; release: Release; line: string }>;

/** The bundle of a figure of groups, with a text to read first and the hash of each file. */
export function groupsBundle(
  { groups, texts }: Shown,
  { query, key, release, line }: Said,
  t: MessageLookup,
): BundleFile[] {
  const { definition } = definitionOf(query);
  const files = bundleFiles(groups, {
    page: 'groups',
    query: key,
    endpoint: definition.endpoint,
    timeZero: definition.timeZero,
    events: definition.events,
    by: groups.by,
    groupCodes: groups.codes,
    groupNames: groups.codes.map((code) => groupLabel(code, t)),
    title: texts.own.title,
    madeUp: texts.madeUp !== null,
    released: release.state === 'released',
    made: new Date().toISOString().slice(0, 10),
  });
  const readme = [
    texts.own.title,
    texts.own.subtitle,
    ...(texts.madeUp === null ? [] : [texts.madeUp]),
    line,
    '',
    t('groups.bundle.readme'),
    '',
    ...groups.codes.map((code, i) => `${i + 1}: ${groupLabel(code, t)}`),
    '',
    ...texts.caveats,
    ...texts.own.method,
  ];
  return withManifest([{ name: 'README.txt', text: `${readme.join('\n')}\n` }, ...files]);
}
