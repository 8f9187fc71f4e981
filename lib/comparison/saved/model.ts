import type { SavedFigures } from './figures';

/** A cohort that colleagues of a site share. */
export type SavedCohort = Readonly<{
  id: string;
  siteId: string;
  name: string;
  query: string;
  figures: SavedFigures;
  by: string | null;
  at: string;
}>;

/** Whether a figure may leave the site. `changed`: it was released, and says something else since. */
export type Release =
  | Readonly<{ state: 'internal' }>
  | Readonly<{ state: 'released' | 'changed'; by: string | null; at: string }>;
