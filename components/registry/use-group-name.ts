import { useTranslations } from 'next-intl';

const TRANSLATED = { 'Russian group': 'russian', 'China (single region)': 'china-region', 'China (single centre)': 'china-centre', other: 'other' } as const;

function isTranslated(group: string): group is keyof typeof TRANSLATED {
  return group in TRANSLATED;
}

/** A study group's name; those that are proper names stay as they are. */
export function useGroupName(): (group: string) => string {
  const t = useTranslations('vocabulary.group');
  return (group) => (isTranslated(group) ? t(TRANSLATED[group]) : group);
}
