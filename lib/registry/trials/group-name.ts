const TRANSLATED = {
  'Russian group': 'russian',
  'China (single region)': 'china-region',
  'China (single centre)': 'china-centre',
  other: 'other',
} as const;

/** The name of a study group among the messages `vocabulary.group`; null for a proper name, which is the same in every language. */
export function groupNameKey(group: string): (typeof TRANSLATED)[keyof typeof TRANSLATED] | null {
  return Object.entries(TRANSLATED).find(([name]) => name === group)?.[1] ?? null;
}
