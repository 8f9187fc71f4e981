import { useTranslations } from 'next-intl';
import { groupNameKey } from '@/lib/registry/trials/group-name';

/** A study group's name; those that are proper names stay as they are. */
export function useGroupName(): (group: string) => string {
  const t = useTranslations('vocabulary.group');
  return (group) => {
    const key = groupNameKey(group);
    return key === null ? group : t(key);
  };
}
