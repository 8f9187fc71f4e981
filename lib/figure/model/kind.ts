import type { AddressProblem } from '@/lib/address/problem';
import type { Viewer } from '@/lib/access/policy';
import type { MessageLookup } from '@/lib/i18n/message-lookup';
import type { Locale } from '@/lib/i18n/routing';
import type { FigureDocument } from './document';
import type { SplitGenes } from '../drawing/svg/text';

/** What a kind of figure is asked for: the query of its page, for this viewer, in this language. */
export type FigureRequest = Readonly<{
  /** without the language and the options of the format */
  query: URLSearchParams;
  /** null: a visitor, who gets published evidence only */
  viewer: Viewer | null;
  locale: Locale;
  t: MessageLookup;
  split: SplitGenes;
  /** `YYYY-MM-DD` */
  today: string;
  /** start of the address of every page in this language, without a slash at its end */
  site: string;
}>;

/**
 * A figure, or every parameter that keeps it from being drawn exactly as asked. `local`: it holds patients of a site; `further`: what
 * stands beside it on slides of its own, such as the incidences of each kind of event.
 */
export type FigureAnswer =
  | Readonly<{ ok: true; document: FigureDocument; local: boolean; further?: readonly FigureDocument[] }>
  | Readonly<{ ok: false; problems: readonly AddressProblem[] }>;

/** Builds one kind of figure. */
export type FigureKind = (request: FigureRequest) => Promise<FigureAnswer>;
