import type { SavedFigures } from './figures';

/** Pages whose figures of local patients are saved and released. */
export const FIGURE_PAGES = ['groups', 'compare'] as const;
export type FigurePage = (typeof FIGURE_PAGES)[number];

/** A figure of one site's patients: the page and the query that make it. */
export type FigureAddress = Readonly<{ siteId: string; page: FigurePage; query: string }>;

/** A cohort that colleagues of a site share. */
export type SavedCohort = Readonly<{
  id: string;
  siteId: string;
  name: string;
  page: FigurePage;
  query: string;
  figures: SavedFigures;
  by: string | null;
  at: string;
}>;

/** Whether a figure may leave the site. `changed`: it was released, and says something else since. */
export type Release =
  | Readonly<{ state: 'internal' }>
  | Readonly<{ state: 'released' | 'changed'; by: string | null; at: string }>;
