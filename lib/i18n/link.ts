'use client';

import { createNavigation } from 'next-intl/navigation';
import { routing } from './routing';

const navigation = createNavigation(routing);

/**
 * A link that keeps the reader's language. It is drawn where the language is known already: the one for the server's own
 * components waits for the language each time, which stops the page at every link and goes on with it later.
 */
export const Link = navigation.Link;
