import { createNavigation } from 'next-intl/navigation';
import { Link as BrowserLink } from './link';
import { routing } from './routing';

/** A link that keeps the reader's language, on the server as in the browser; see there. */
export const Link = BrowserLink;

/** Redirects and addresses that keep it. */
export const { redirect, usePathname, useRouter, getPathname } = createNavigation(routing);
