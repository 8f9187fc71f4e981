import type { KeysUnder, MessageLookup } from '@/lib/i18n/message-lookup';

/** A group by its code; a protocol or a site keeps its own name. */
export function groupLabel(code: string, t: MessageLookup): string {
  if (code === 'not-eligible') return t('groups.migration.not-eligible');
  const known = GROUP_CODES.find((one) => one === code);
  return known === undefined ? code : t(`groups.group.${known}`);
}

const GROUP_CODES = [
  'everybody',
  'rearranged',
  'germline',
  'AFF1',
  'MLLT1',
  'MLLT3',
  'MLLT10',
  'other-partner',
  'under-3-months',
  '3-to-6-months',
  'from-6-months',
  'wbc-under-100',
  'wbc-100-to-300',
  'wbc-from-300',
  'CNS1',
  'CNS2',
  'CNS3',
  'good',
  'poor',
  'mrd-negative',
  'mrd-positive',
  'no-hsct',
  'hsct',
  'no-blina',
  'blina',
  'others',
] as const satisfies readonly KeysUnder<'groups.group'>[];
