'use client';

import { createNavigation } from 'next-intl/navigation';
import { createElement, type ComponentProps, type ReactElement } from 'react';
import { routing } from './routing';

const { Link: AnyLink } = createNavigation(routing);

/**
 * A link that keeps the reader's language. It is drawn where the language is known already: the one for the server's own
 * components waits for the language each time, which stops the page at every link and goes on with it later.
 *
 * It asks for nothing before it is followed. Every page is made for its request, so that what Next.js would fetch ahead of each
 * link in sight is an empty frame: twenty requests for a page with its menu, and no page opens sooner.
 */
export function Link(props: ComponentProps<typeof AnyLink>): ReactElement {
  return createElement(AnyLink, { prefetch: false, ...props });
}
