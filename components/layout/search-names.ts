import { z } from 'zod';
import type { Locale } from '@/lib/i18n/routing';
import { namesToSuggest } from '@/lib/registry/trials/search/names';

const Answer = z.object({
  trials: z.array(z.object({ acronym: z.string(), registrations: z.string(), interventions: z.string() })),
});

/** The names that the search suggests, loaded when somebody types. */
export async function loadNames(locale: Locale): Promise<string[]> {
  const { trials } = Answer.parse(await (await fetch('/api/trials/list.json')).json());
  return namesToSuggest(trials, locale);
}
